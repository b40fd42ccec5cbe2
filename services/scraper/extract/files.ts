// An image or a document: what its bytes say of it. Of the EXIF only the time is read; a place never leaves.
import { imageSize } from "image-size";
import { rawId } from "@atelier/contracts/ids.ts";
import type { SourceId } from "@atelier/contracts/kinds.ts";
import { orDeadLetter, rawRecord, ShapeChanged, type ExtractContext, type Extracted } from "./extracted.ts";

const MAX_CONTENT_BYTES = 256 * 1024;
const MEDIA_TYPES: Readonly<Record<string, string>> = { png: "image/png", jpg: "image/jpeg" };
const PDF = "application/pdf";

export interface FetchedFile {
  readonly fileId: string;
  /** "medias/AB12CD.jpg" */
  readonly path: string;
  /** `Content-Type`, without parameters. */
  readonly declaredMediaType: string;
  readonly bytes: Uint8Array;
}

export async function extractFile(
  file: FetchedFile,
  source: Extract<SourceId, "media" | "documents">,
  context: ExtractContext,
): Promise<Extracted> {
  const facts = await readFacts(file.bytes).catch((error: unknown) => {
    if (error instanceof ShapeChanged) return error;
    return new ShapeChanged(file.path, "damaged");
  });
  return orDeadLetter(context, source, "files", () => {
    if (facts instanceof ShapeChanged) throw facts;
    const byBytes = context.rules.has("media-type-lie");
    const body = {
      fileId: file.fileId,
      path: file.path,
      declaredMediaType: file.declaredMediaType,
      mediaType: byBytes ? facts.mediaType : file.declaredMediaType,
      bytes: file.bytes.length,
      sha256: context.hash,
      width: facts.width,
      height: facts.height,
      takenAt: facts.takenAt,
      text: facts.text,
      content: file.bytes.length <= MAX_CONTENT_BYTES ? Buffer.from(file.bytes).toString("base64") : null,
    };
    const record = rawRecord(context, source, "files", rawId.files(body), body, {
      version: context.lastModifiedMs,
      repairs: byBytes && facts.mediaType !== file.declaredMediaType ? ["media-type-lie"] : [],
    });
    return { records: [record], deadLetters: [] };
  });
}

interface FileFacts {
  readonly mediaType: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly takenAt: string | null;
  readonly text: string | null;
}

/** @throws ShapeChanged for bytes that are none of the three types. */
async function readFacts(bytes: Uint8Array): Promise<FileFacts> {
  if (Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-") {
    return { mediaType: PDF, width: null, height: null, takenAt: null, text: await readPdfText(bytes) };
  }
  const { width, height, type = "" } = readSize(bytes);
  const mediaType = MEDIA_TYPES[type];
  if (mediaType === undefined) throw new ShapeChanged("media type", "unknown");
  return { mediaType, width, height, takenAt: await readTakenAt(bytes), text: null };
}

function readSize(bytes: Uint8Array) {
  try {
    return imageSize(bytes);
  } catch {
    throw new ShapeChanged("image header", "unreadable");
  }
}

/** "2026:03:04 10:11:12", as EXIF has it. */
async function readTakenAt(bytes: Uint8Array): Promise<string | null> {
  const { default: exifr } = await import("exifr");
  const tags: unknown = await exifr.parse(Buffer.from(bytes), {
    pick: ["DateTimeOriginal"],
    reviveValues: false,
    gps: false,
  });
  const taken = (tags as { DateTimeOriginal?: unknown } | undefined)?.DateTimeOriginal;
  return typeof taken === "string" ? taken : null;
}

// Loaded when the first document comes: the reader of PDF is by far the largest library here.
async function readPdfText(bytes: Uint8Array): Promise<string> {
  const { extractText, getDocumentProxy } = await import("unpdf");
  // The reader takes over the buffer that it is given.
  const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  const { text } = await extractText(document, { mergePages: true });
  await document.loadingTask.destroy();
  return text;
}
