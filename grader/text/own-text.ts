// Text of a candidate's file: plain, no link, of a bounded size.
import { constants } from "node:fs";
import { open } from "node:fs/promises";

/** UTF-8, or UTF-16 with its mark; undefined for anything that is no such file. Its folder must be known to be no link. */
export async function readOwnText(path: string, maxBytes: number): Promise<string | undefined> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined);
  if (!file) return undefined;
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > maxBytes) return undefined;
    const bytes = await file.readFile();
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
    return new TextDecoder().decode(bytes);
  } finally {
    await file.close();
  }
}
