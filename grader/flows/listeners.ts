// Sockets that listen in the network of a grade, from the kernel's own table.
import { readFile } from "node:fs/promises";

export interface Listener {
  readonly address: string;
  readonly port: number;
  readonly isLoopback: boolean;
}

const LISTENING = "0A";
const LINE = /^\s*\d+:\s+([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})\s+\S+\s+([0-9A-F]{2})\s/;

export async function listListeners(): Promise<Listener[]> {
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => readFile(`/proc/self/net/${name}`, "utf8").catch(() => "")),
  );
  return tables.flatMap(parseListeners);
}

/** @param table as /proc/net/tcp has it: addresses as words of four bytes, each in the machine's order */
export function parseListeners(table: string): Listener[] {
  return table.split("\n").flatMap((line) => {
    const [, hex = "", port = "", state] = LINE.exec(line) ?? [];
    if (state !== LISTENING) return [];
    const bytes = hex.match(/.{8}/g)!.flatMap((word) => word.match(/../g)!.toReversed());
    const numbers = bytes.map((byte) => Number.parseInt(byte, 16));
    const v4 = numbers.slice(-4);
    const isMapped = numbers.length === 16 && /^0{20}ffff/i.test(bytes.join(""));
    const isSix = numbers.length === 16 && !isMapped;
    const isLoopback = isSix ? bytes.join("") === `${"00".repeat(15)}01` : v4[0] === 127;
    const address = isSix ? `[${bytes.join("").match(/.{4}/g)!.join(":").toLowerCase()}]` : v4.join(".");
    return [{ address, port: Number.parseInt(port, 16), isLoopback }];
  });
}

/** Those of `now` that were not there `before`. */
export function newListeners(now: readonly Listener[], before: readonly Listener[]): Listener[] {
  const known = new Set(before.map(({ address, port }) => `${address}:${port}`));
  return now.filter(({ address, port }) => !known.has(`${address}:${port}`));
}
