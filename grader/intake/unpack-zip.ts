// ZIP, as every operating system makes it: names in UTF-8 declared or not, or in the code page of old French Windows.
import iconv from "iconv-lite";
import { openPromise, type Entry } from "yauzl";
import { damaged, Refusal } from "./refusal.ts";
import type { TreeWriter } from "./tree-writer.ts";

const UNIX = 3;
const KIND = 0o170_000;
const LINK = 0o120_000;
const REGULAR = 0o100_000;
const FOLDER = 0o040_000;

export async function unpackZip(archive: string, writer: TreeWriter): Promise<void> {
  const zip = await openPromise(archive, { lazyEntries: true, decodeStrings: false }).catch(
    (error: unknown) => {
      throw damaged(error);
    },
  );
  try {
    for await (const entry of zip.eachEntry()) await unpackEntry(entry);
  } catch (error) {
    throw error instanceof Refusal || isOurs(error) ? error : damaged(error);
  } finally {
    zip.close();
  }

  async function unpackEntry(entry: Entry): Promise<void> {
    const name = decodeName(entry.fileNameRaw);
    if (entry.isEncrypted()) {
      throw new Refusal("encrypted", {
        fr: "L'archive est protégée par un mot de passe : renvoyez-la sans.",
        en: "The archive is protected by a password: send it without one.",
      });
    }
    const mode = entry.versionMadeBy >>> 8 === UNIX ? entry.externalFileAttributes >>> 16 : 0;
    const kind = mode & KIND;
    if (kind === LINK) writer.omit(name, "link");
    else if (/[/\\]$/u.test(name) || kind === FOLDER) await writer.folder(name);
    else if (kind === 0 || kind === REGULAR) {
      await writer.file(name, (mode & 0o100) !== 0, () => zip.openReadStreamPromise(entry));
    } else writer.omit(name, "special");
  }
}

/** A disk that is full, and the like, is no damage of the archive's. */
export const isOurs = (error: unknown): boolean =>
  ["ENOSPC", "EACCES", "EROFS", "EMFILE"].includes((error as NodeJS.ErrnoException).code ?? "");

/** UTF-8 where it is valid, whatever the archive declares; else the accents of code page 437. */
export function decodeName(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, "cp437");
  }
}
