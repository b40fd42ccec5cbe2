// One image or document, fetched whole: their bytes are what is collected.
import type { SourceId } from "@atelier/contracts/kinds.ts";
import type { Mark } from "../adapters/checkpoint.ts";
import type { Origin } from "../adapters/origin.ts";
import { extractFile } from "../extract/files.ts";
import { contextOf, seenAgain, seenPage, sha256, type Collector } from "./collector.ts";

const MAX_FILE_BYTES = 32 * 1024 * 1024;

export interface FileAddress {
  readonly path: string;
  readonly fileId: string;
  readonly lastmod: string | null;
}

export async function collectFile(
  site: Origin,
  collector: Collector,
  source: Extract<SourceId, "media" | "documents">,
  { path, fileId, lastmod }: FileAddress,
): Promise<void> {
  const { checkpoint, publisher, tally } = collector;
  const resource = `site${path}`;
  const seen = checkpoint.page(resource);
  const answer = await site.get(path, { validators: seen, maxBytes: MAX_FILE_BYTES });
  const done: Mark = { type: "done", resource: path };
  tally.advance(source, 1);
  if (answer.status === 304) {
    tally.counts[source].notModified += 1;
    const mark: Mark = { type: "page", resource, seen: seenAgain(seen, lastmod) };
    await publisher.publish({ source, records: [], deadLetters: [], marks: [mark, done] });
    return;
  }
  const context = contextOf(collector, path, sha256(answer.body), answer.headers);
  const declaredMediaType = (answer.headers["content-type"] ?? "").split(";")[0]?.trim() ?? "";
  const file = { fileId, path: path.slice(1), declaredMediaType, bytes: answer.body };
  const extracted = await extractFile(file, source, context);
  await publisher.publish({
    source,
    ...extracted,
    marks: [{ type: "page", resource, seen: seenPage(answer, lastmod) }, done],
  });
}
