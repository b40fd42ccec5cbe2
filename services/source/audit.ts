// Who fetched what, when. In practice kept here, compressed and bounded; in an exam handed line by line to the grader.
import { gunzipSync, gzipSync } from "node:zlib";
import type { AuditEntry } from "@atelier/contracts/source.ts";

export interface AuditSink {
  record(entry: AuditEntry): void;
}

export interface AuditLog extends AuditSink {
  /** JSON lines, oldest first. */
  lines(): Iterable<string>;
}

const LINES_A_BLOCK = 1000;

/** Keeps the last `maxEntries` (rounded to whole blocks); a million take about 20 MB. */
export function createAuditLog(maxEntries = 1_000_000): AuditLog {
  const blocks: Buffer[] = [];
  let open: string[] = [];
  return {
    record(entry) {
      open.push(JSON.stringify(entry));
      if (open.length < LINES_A_BLOCK) return;
      blocks.push(gzipSync(`${open.join("\n")}\n`));
      open = [];
      if (blocks.length * LINES_A_BLOCK > maxEntries) blocks.shift();
    },
    *lines() {
      const last = [...open];
      for (const block of blocks.slice()) yield gunzipSync(block).toString();
      if (last.length > 0) yield `${last.join("\n")}\n`;
    },
  };
}
