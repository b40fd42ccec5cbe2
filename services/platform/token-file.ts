// The file of tokens, read again whenever it changes: tokens are rotated without a restart.
import { watchFile, unwatchFile } from "node:fs";
import { readFile } from "node:fs/promises";
import { ConfigError } from "./errors.ts";
import { TokenEntries, type TokenEntry } from "./tokens.ts";

const LOOK_EVERY_MS = 500;

export interface TokenFile {
  entries(): readonly TokenEntry[];
  close(): void;
}

/**
 * @param onTrouble hears of a later version of the file that cannot be read: the last good one stays in force.
 * @throws ConfigError when the first one cannot be read
 */
export async function openTokenFile(path: string, onTrouble: (error: unknown) => void): Promise<TokenFile> {
  let entries = await readEntries(path);
  const look = () => {
    readEntries(path).then((found) => {
      entries = found;
    }, onTrouble);
  };
  watchFile(path, { interval: LOOK_EVERY_MS, persistent: false }, look);
  return { entries: () => entries, close: () => unwatchFile(path, look) };
}

async function readEntries(path: string): Promise<readonly TokenEntry[]> {
  try {
    return TokenEntries.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    throw new ConfigError(
      "bad-token-file",
      `The file of tokens, ${path}, cannot be read: a JSON list of { name, sha256, scopes, requestsPerMinute } is expected`,
      { cause },
    );
  }
}
