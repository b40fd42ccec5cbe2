// What a repository remembers: secrets that were taken out too late, and who wrote it.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { gitEnvironment, gitOptions } from "../hostile/git.ts";
import type { StaticFacts } from "../observations/static.ts";
import { findSecrets } from "./secrets.ts";

const MOST_COMMITS = 2000;
const MOST_BYTES = 48 * 2 ** 20;
const GIT_MS = 15_000;

export interface HistoryFacts {
  readonly history: StaticFacts["history"];
  readonly secrets: StaticFacts["secrets"];
  readonly authors: readonly string[];
  /** Of the newest commit; a file that is not among them is not in the repository. */
  readonly tracked: ReadonlySet<string>;
}

export const NO_HISTORY: HistoryFacts = { history: null, secrets: [], authors: [], tracked: new Set() };

/** @param folder as `keepHistory` has made it */
export async function readHistory(folder: string | undefined): Promise<HistoryFacts> {
  if (folder === undefined) return NO_HISTORY;
  const git = async (...args: string[]): Promise<string> => {
    const options = { env: gitEnvironment(), maxBuffer: MOST_BYTES, timeout: GIT_MS };
    return (await promisify(execFile)("git", [...gitOptions(folder), ...args], options)).stdout;
  };
  const commits = await git("rev-list", "--count", "--all").catch(() => "0");
  if (Number(commits) === 0) return NO_HISTORY;
  const shown = ["log", "--all", `--max-count=${MOST_COMMITS}`];
  const names = await git(...shown, "--format=%an%x00%ae%x00%cn%x00%ce%x00").catch(() => "");
  const tracked = await git("ls-tree", "-r", "-z", "--name-only", "HEAD").catch(() => "");
  let patch = "";
  let complete = Number(commits) <= MOST_COMMITS;
  try {
    patch = await git(
      ...shown,
      "-p",
      "--no-ext-diff",
      "--no-textconv",
      "--text",
      "--unified=0",
      "--no-renames",
      "--format=%x00commit %h",
    );
  } catch {
    complete = false;
  }
  return {
    history: { commits: Number(commits), complete },
    secrets: secretsOfPatch(patch),
    authors: [...new Set(names.split("\0").map((name) => name.trim()))].filter((name) => name.length > 2),
    tracked: new Set(tracked.split("\0")),
  };
}

/** Of `git log -p`: added lines, file by file. */
export function secretsOfPatch(patch: string): StaticFacts["secrets"] {
  const found: StaticFacts["secrets"] = [];
  let commit = "";
  let path = "";
  let added: string[] = [];
  const flush = (): void => {
    if (added.length > 0) found.push(...findSecrets({ path, text: added.join("\n") }, commit));
    added = [];
  };
  for (const line of patch.split("\n")) {
    if (line.startsWith("\0commit ")) {
      flush();
      commit = line.slice(8);
    } else if (line.startsWith("+++ ")) {
      flush();
      path = line.slice(4).replace(/^"?b\//u, "");
    } else if (line.startsWith("+") && line.length < 4000) added.push(line.slice(1));
  }
  flush();
  const unique = new Map(found.map((one) => [`${one.rule} ${one.shown} ${one.file}`, one]));
  return [...unique.values()].slice(0, 100);
}
