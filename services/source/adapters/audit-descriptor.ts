// In an exam the audit log leaves by an inherited file descriptor, which only the grader reads.
import { createWriteStream, fstatSync } from "node:fs";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { AuditSink } from "../audit.ts";

export interface DescriptorAudit extends AuditSink {
  /** Resolves when every entry has been written. */
  close(): Promise<void>;
}

/** @throws ConfigError when the process that started this one has not opened the descriptor */
export function createDescriptorAudit(descriptor: number): DescriptorAudit {
  if (!isOpenForUse(descriptor)) {
    throw new ConfigError("no-audit-descriptor", `An exam's source needs file descriptor ${descriptor} open`);
  }
  const stream = createWriteStream("", { fd: descriptor });
  return {
    record: (entry) => void stream.write(`${JSON.stringify(entry)}\n`),
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}

/** Node's own descriptors may have taken the number; none of them is a file, a pipe or a socket. */
function isOpenForUse(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isFile() || stats.isFIFO() || stats.isSocket();
  } catch {
    return false;
  }
}
