// The command line of the bench.
import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { BENCHES } from "./benches.ts";

export interface Options {
  readonly json: boolean;
  readonly only: ReadonlySet<string>;
  readonly runs: number;
  readonly size: number;
  readonly cacheFolder: string;
}

const Flags = z.object({
  json: z.boolean().default(false),
  only: z.string().optional(),
  runs: z.coerce.number().int().min(1).default(3),
  size: z.coerce.number().positive().default(1),
});

const IDS = BENCHES.flatMap(({ rows }) => rows.map(({ id }) => id));

const HELP = `Usage: npm run bench -- [--json] [--only <id,…>] [--runs 3] [--size 1]

Prints a Markdown table (with --json, one object a line: id, measured, goal, met).
--size below 1 shrinks the work, to try that everything runs; its ratios mean nothing.
Exits with 1 when a goal is missed.

Rows: ${IDS.join(", ")}
`;

/** Options, or the help text with its exit code. */
export function readOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Options | { readonly help: string; readonly exitCode: number } {
  if (args.includes("--help")) return { help: HELP, exitCode: 0 };
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        json: { type: "boolean" },
        only: { type: "string" },
        runs: { type: "string" },
        size: { type: "string" },
      },
    });
    const flags = Flags.parse(values);
    const cache = environment["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
    return {
      ...flags,
      only: new Set(listed(flags.only) ?? IDS),
      cacheFolder: join(cache, "atelier", "bench"),
    };
  } catch (error) {
    return { help: `${error instanceof Error ? error.message : String(error)}\n\n${HELP}`, exitCode: 2 };
  }
}

function listed(ids: string | undefined): string[] | undefined {
  const list = ids?.split(",").map((id) => id.trim());
  const unknown = list?.find((id) => !IDS.includes(id));
  if (unknown !== undefined) throw new Error(`there is no row ${unknown}`);
  return list;
}
