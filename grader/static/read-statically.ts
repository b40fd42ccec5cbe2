// Has a tree read by a child, since everything in it is hostile.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { readDocument, type RunHostile } from "../hostile/hostile.ts";
import type { Intake } from "../intake/intake.ts";
import { NOTHING_READ } from "../observations/static.ts";
import { Reading } from "./reading.ts";

const MB = 2 ** 20;
const READ_MS = 30_000;

/** @param into an empty folder of the grader's */
export async function readStatically(
  { tree, history, candidate }: Pick<Intake, "tree" | "history" | "candidate">,
  into: string,
  run: RunHostile,
): Promise<Reading> {
  await mkdir(into, { recursive: true });
  const ended = await run({
    name: "static",
    program: "grader/static/main.ts",
    reads: { tree, ...(history !== undefined && { history }) },
    writes: { out: into },
    settings: { candidate },
    memoryBytes: 512 * MB,
    wallMs: READ_MS,
    diskBytes: 16 * MB,
  });
  // Files that the reading does not survive are the submission's: nothing can be known of them.
  if (ended.ended !== "exited") {
    const message = {
      fr: `La lecture des fichiers n'a pas abouti (${ended.ended}) : un fichier est trop complexe.`,
      en: `The files could not be read to their end (${ended.ended}): one of them is too complex.`,
    };
    return {
      submission: null,
      facts: { ...NOTHING_READ, mistakes: [{ path: "", line: 0, message }] },
      names: [],
    };
  }
  if (ended.code !== 0) throw new Error(`The reading child has failed: ${ended.stderr.slice(-2000)}`);
  return readDocument(join(into, "static.json"), Reading);
}
