// What a document of circuits speaks of. Read as text: code between backquotes, and words.
import type { Submission } from "@atelier/contracts/submission.ts";
import { STAGES } from "@atelier/contracts/submission.ts";
import type { Circuits } from "../observations/circuits.ts";

/** What is part of a circuit, as `submission.yaml` declares it. */
export function declaredParts(submission: Submission): { readonly kind: string; readonly name: string }[] {
  const { stores, commands, entities, schedule, environment } = submission;
  const stages = STAGES.filter((stage) => stage !== "install" && commands[stage] !== undefined);
  return unique([
    ...stages.map((name) => ({ kind: "stage", name })),
    ...Object.values(entities)
      .flat()
      .map((name) => ({ kind: "table", name })),
    ...(stores.document
      ? Object.values(stores.document.collections).map((name) => ({ kind: "collection", name }))
      : []),
    ...(stores.log?.topics ?? []).map((name) => ({ kind: "topic", name })),
    ...[stores.relational.reader, stores.relational.loader].map((name) => ({ kind: "role", name })),
    ...Object.keys(environment).map((name) => ({ kind: "parameter", name })),
    ...(schedule ? [{ kind: "scheduler", name: schedule.scheduler }] : []),
  ]);
}

const unique = <T extends { readonly kind: string; readonly name: string }>(parts: readonly T[]): T[] => [
  ...new Map(parts.map((part) => [`${part.kind} ${part.name}`, part])).values(),
];

/** Whether the document speaks of it: its whole name, or the part after the schema, as a word of its own. */
export function speaksOf(document: string, name: string): boolean {
  const text = document.toLowerCase();
  return [name, name.slice(name.lastIndexOf(".") + 1)].some((one) => hasWord(text, one.toLowerCase()));
}

function hasWord(text: string, word: string): boolean {
  if (word === "") return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const around = `${text[at - 1] ?? " "}${text[at + word.length] ?? " "}`;
    if (!/[\p{L}\p{N}_]/u.test(around)) return true;
  }
  return false;
}

const TABLE = /^[a-z_]\w{0,62}\.[a-z_]\w{0,62}$/;
const FILE =
  /^(?:\.\/)?[\w@-][\w.@-]*(?:\/[\w.@-]+)*\.(?:py|ts|js|mjs|sql|cypher|sh|ya?ml|toml|json|md|ipynb)$/;
const MOST_NAMES = 300;
/** Left in OUTPUT_DIR by commands of the contract: no files of the work. */
const LEFT_BY_COMMANDS: readonly string[] = ["quality.json", "measure.json"];

/**
 * Tables and files that it names between backquotes.
 *
 * @param topics declared: `raw.orders` is one of these, or below one, before it is a table of a schema
 */
export function namedParts(
  document: string,
  topics: readonly string[],
): Pick<Circuits["named"][number], "kind" | "name">[] {
  const isTopic = (name: string) => topics.some((topic) => name === topic || name.startsWith(`${topic}.`));
  const names = [...document.matchAll(/`([^`\n]{1,200})`/g)]
    .map(([, code = ""]) => code.trim())
    .filter((name) => !isTopic(name) && !LEFT_BY_COMMANDS.includes(name));
  return unique(
    names.slice(0, MOST_NAMES).flatMap((name): Pick<Circuits["named"][number], "kind" | "name">[] => {
      if (FILE.test(name)) return [{ kind: "file", name }];
      return TABLE.test(name) ? [{ kind: "table", name }] : [];
    }),
  );
}
