// From the texts of a tree to what is known of it; nothing of it is run.
import { DELIVERABLES, type Submission } from "@atelier/contracts/submission.ts";
import { NOTHING_READ, type StaticFacts } from "../observations/static.ts";
import { readCode } from "./code.ts";
import { readDataSchema } from "./data-schema.ts";
import { locate } from "./documents.ts";
import type { HistoryFacts } from "./history.ts";
import { createHider, hideNames, namesOf } from "./names.ts";
import { readTests } from "./own-tests.ts";
import type { ReadFiles } from "./read-files.ts";
import type { Reading } from "./reading.ts";
import { findSecrets } from "./secrets.ts";
import { readSubmission } from "./submission-file.ts";
import { findTools } from "./tools.ts";

const SUBMISSION_FILE = "submission.yaml";
const UNTRACKED = /(?:^|\/)\.env(?:\.[\w-]+)?$/u;
const MOST_LOCATED = 200;
const MOST_SECRETS = 100;

/** @param candidate stands for the names of who wrote it */
export async function readTree(
  read: ReadFiles,
  remembered: HistoryFacts,
  candidate: string,
): Promise<Reading> {
  const { texts } = read;
  const { submission, mistakes } = readSubmission(texts.find(({ path }) => path === SUBMISSION_FILE)?.text);
  const facts: StaticFacts = {
    ...NOTHING_READ,
    mistakes,
    files: read.paths.size,
    unread: [...read.unread],
    located: texts.flatMap(locate).slice(0, MOST_LOCATED),
    code: await readCode(texts),
    tests: readTests(texts, submission),
    secrets: findAllSecrets(read, remembered),
    history: remembered.history,
    ...(submission && {
      deliverables: findDeliverables(submission, read),
      schema: findSchema(submission, read),
      stores: findStores(submission),
      tools: findTools(submission, texts),
    }),
  };
  const names = namesOf(submission, texts, remembered.authors);
  return { submission: submission ?? null, facts: hideNames(facts, createHider(names, candidate)), names };
}

function findAllSecrets({ texts }: ReadFiles, { secrets, tracked }: HistoryFacts): StaticFacts["secrets"] {
  // A .env beside a repository is where secrets belong, as long as the repository has never had it.
  const isKept = ({ path }: { path: string }) =>
    !(tracked.has(SUBMISSION_FILE) && UNTRACKED.test(path) && !tracked.has(path));
  const now = texts.filter(isKept).flatMap((file) => findSecrets(file));
  const known = new Set(now.map(({ rule, shown, file }) => `${rule} ${shown} ${file}`));
  const before = secrets.filter(({ rule, shown, file }) => !known.has(`${rule} ${shown} ${file}`));
  return [...now, ...before].slice(0, MOST_SECRETS);
}

function findSchema({ schema }: Submission, { texts, paths }: ReadFiles): StaticFacts["schema"] {
  if (schema === undefined) return null;
  const path = schema.replace(/^\.\//, "");
  const text = texts.find((one) => one.path === path);
  if (text) return readDataSchema(text);
  // A picture, or what only its own tool opens.
  return paths.has(path) ? { path, form: "unknown", names: [] } : null;
}

const findStores = ({ stores }: Submission): StaticFacts["stores"] =>
  (["relational", "document", "graph", "log"] as const).flatMap((part) => {
    const engine = stores[part]?.engine;
    return engine === undefined ? [] : [{ part, engine }];
  });

function findDeliverables({ deliverables }: Submission, { paths }: ReadFiles): StaticFacts["deliverables"] {
  return DELIVERABLES.map((name) => {
    const path = deliverables[name];
    if (path === undefined) return { name, path: "", state: "undeclared" };
    const clean = path.replace(/^\.\//, "").replace(/\/+$/, "");
    // A deliverable may be a folder.
    const sizes = [...paths].filter(([file]) => file === clean || file.startsWith(`${clean}/`));
    if (sizes.length === 0) return { name, path, state: "missing" };
    return { name, path, state: sizes.every(([, size]) => size === 0) ? "empty" : "present" };
  });
}
