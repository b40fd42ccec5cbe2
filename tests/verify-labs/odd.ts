// Works that are none, or hardly: refused with a reason or graded near nothing, and never the end of the grader.
import { randomBytes } from "node:crypto";
import { cp, mkdir, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Refusal, type RefusalNotice } from "@atelier/grader/intake/refusal.ts";
import type { Sheet } from "@atelier/grader/sheet.ts";
import { gradeSilently } from "./silent-grade.ts";

export interface OddSubmission {
  readonly id: string;
  /** @returns what is given to the grader; `folder` is new and empty */
  make(folder: string): Promise<string>;
  /** Refused with this, or graded with no mark from the machine, or with few. */
  readonly expected: RefusalNotice["code"] | "nothing" | "little";
}

const SMALL = { main: 0.1, live: 0.1 } as const;
const GIGABYTE = 2 ** 30;
/** Of the items, together: whoever has begun has something. */
const MOST_OF_LITTLE = 0.5;
const STARTERS_FOLDER = fileURLToPath(new URL("../../labs/starters", import.meta.url));

export const ODD_SUBMISSIONS: readonly OddSubmission[] = [
  { id: "an-empty-folder", make: async (folder) => folder, expected: "empty" },
  {
    id: "a-readme-only",
    async make(folder) {
      await writeFile(join(folder, "README.md"), "# Mon travail\n\nBientôt.\n");
      return folder;
    },
    expected: "nothing",
  },
  {
    id: "random-bytes",
    async make(folder) {
      const file = join(folder, "rendu.zip");
      await writeFile(file, randomBytes(100_000));
      return file;
    },
    expected: "format",
  },
  {
    id: "two-gigabytes",
    async make(folder) {
      const file = join(folder, "rendu.tar");
      await writeFile(file, "");
      await truncate(file, 2 * GIGABYTE);
      return file;
    },
    expected: "too-big",
  },
  {
    id: "a-go-project",
    async make(folder) {
      await mkdir(join(folder, "cmd"));
      await writeFile(join(folder, "go.mod"), "module example.org/etl\n\ngo 1.24\n");
      await writeFile(join(folder, "cmd/main.go"), 'package main\n\nfunc main() { println("etl") }\n');
      return folder;
    },
    expected: "nothing",
  },
  {
    id: "a-submission-that-is-no-yaml",
    async make(folder) {
      await writeFile(join(folder, "submission.yaml"), "version: 1\n\tcommands: [}\n");
      return folder;
    },
    expected: "nothing",
  },
];

/** What `./atelier new` gives, as it is: it runs at once and does little. Graded from the start to the end: minutes. */
export const STARTERS: readonly OddSubmission[] = ["python", "typescript"].map((language) => ({
  id: `the-${language}-starter-untouched`,
  async make(folder) {
    await cp(join(STARTERS_FOLDER, language), folder, { recursive: true });
    return folder;
  },
  expected: "little",
}));

/** @returns what is wrong with how it was treated */
export async function judgeOdd(
  { make, expected }: OddSubmission,
  { stateDir, secret, signal }: { stateDir: string; secret: Buffer; signal: AbortSignal },
): Promise<string[]> {
  const folder = join(stateDir, "given");
  await mkdir(folder, { recursive: true });
  const given = await make(folder);
  try {
    const { sheet } = await gradeSilently({
      given,
      secret,
      stateDir: join(stateDir, "grade"),
      scales: SMALL,
      signal,
    });
    if (expected === "nothing") return [...erroredOf(sheet), ...marksOf(sheet)];
    if (expected === "little") return [...erroredOf(sheet), ...tooMuchOf(sheet)];
    return [`was graded, not refused as ${expected}`];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === expected ? [] : [`was refused as ${error.code}, not ${expected}`];
  }
}

/** Nothing may be the grader's own error. */
const erroredOf = ({ judged }: Sheet): string[] =>
  judged.checks.filter(({ outcome }) => outcome === "errored").map(({ id }) => `${id} is errored`);

const marksOf = ({ judged }: Sheet): string[] =>
  judged.items
    .filter(({ machine }) => (machine.share ?? 0) > 0)
    .map(({ id, machine }) => `${id} has ${machine.share} for nothing`);

function tooMuchOf({ judged }: Sheet): string[] {
  const shares = judged.items.flatMap(({ machine }) => (machine.share === null ? [] : [machine.share]));
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const acquired = judged.competences.filter(({ decision }) => decision.least === "acquired");
  return [
    ...(shares.length > 0 && mean < MOST_OF_LITTLE ? [] : [`has ${mean} of all items for little`]),
    ...acquired.map(({ id }) => `${id} is acquired for little`),
  ];
}
