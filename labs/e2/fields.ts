// Every field of submission.yaml by its path, as its JSON schema has them.
import { Submission } from "@atelier/contracts/submission.ts";
import { z } from "zod";

interface Node {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: string | number;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly propertyNames?: Node;
  readonly additionalProperties?: Node | boolean;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

export interface SubmissionField {
  readonly path: string;
  readonly isRequired: boolean;
  /** Words that are allowed, when only some are. */
  readonly choices: readonly string[];
  readonly default: unknown;
}

export function submissionSchema(): Record<string, unknown> {
  return z.toJSONSchema(Submission, { io: "input" });
}

/** Fields in the order of the schema; one that has several forms is there once. */
export function submissionFields(): readonly SubmissionField[] {
  const fields = new Map<string, SubmissionField>();
  walk(submissionSchema(), "", fields);
  return [...fields.values()];
}

function walk(node: Node, path: string, fields: Map<string, SubmissionField>): void {
  for (const form of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) walk(form, path, fields);
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    const below = path === "" ? name : `${path}.${name}`;
    const choices = [...(fields.get(below)?.choices ?? []), ...choicesOf(child)];
    const isRequired = node.required?.includes(name) === true;
    fields.set(below, { path: below, isRequired, choices, default: child.default });
    walk(child, below, fields);
  }
  if (node.items) walk(node.items, `${path}[]`, fields);
}

function choicesOf(node: Node): readonly string[] {
  if (node.const !== undefined) return [String(node.const)];
  return node.enum ?? node.items?.enum ?? node.propertyNames?.enum ?? [];
}
