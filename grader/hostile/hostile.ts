// Programs of ours that open a stranger's files. They run as children, in the sandbox, see only what they are given, and
// leave one document behind.
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { z } from "zod";
import type { SandboxRun } from "../phases/stage-commands.ts";

export interface HostileProgram {
  readonly name: string;
  /** From the repository's root: grader/static/main.ts */
  readonly program: string;
  /** Absolute paths of the host: the program gets the paths that it sees, under the same keys. */
  readonly reads: Readonly<Record<string, string>>;
  readonly writes: Readonly<Record<string, string>>;
  /** Told as they are, beside the paths. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly memoryBytes: number;
  readonly wallMs: number;
  /** Of all that it may leave. */
  readonly diskBytes: number;
}

/** It ends, one way or another: what a program does not survive is for the caller to tell. */
export type RunHostile = (program: HostileProgram) => Promise<SandboxRun>;

const LARGEST_DOCUMENT = 8 * 2 ** 20;

/** The document that a program has left: bounded, no link, of this schema. @throws what is wrong with it. */
export async function readDocument<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size } = await file.stat();
    if (size > LARGEST_DOCUMENT) throw new Error(`${path} is too large: ${size} bytes`);
    return schema.parse(JSON.parse(await file.readFile("utf8")));
  } finally {
    await file.close();
  }
}
