// One raw record to one clean record or one dead letter: pure, and the same at every replay.
import type { CleanBody, CleanRecord, DeadLetter } from "@atelier/contracts/clean.ts";
import { rawId } from "@atelier/contracts/ids.ts";
import { KINDS, type Kind } from "@atelier/contracts/kinds.ts";
import { RAW_BODIES, type RawBody, type RawRecord } from "@atelier/contracts/raw.ts";
import { ALL_RULES, type RuleSet } from "@atelier/contracts/rules.ts";
import { cleanBody } from "./cleaning/bodies.ts";
import { Refusal, type Cleaning } from "./cleaning/cleaning.ts";
import { guardOf, type Guard } from "./fast-guard.ts";

export type Normalised = { readonly clean: CleanRecord } | { readonly dead: DeadLetter };

/** Applies the rules of `rules` that are the normaliser's; the base forms are read without any. */
export function normalise(raw: RawRecord, rules: RuleSet = ALL_RULES): Normalised {
  const cleaning: Cleaning = { rules, repairs: raw.repairs.slice() };
  try {
    const body = bodyOf(raw.kind, raw, cleaning);
    return {
      clean: {
        source: raw.source,
        kind: raw.kind,
        id: raw.id,
        hash: raw.hash,
        observedAt: raw.observedAt,
        version: raw.version,
        subjects: raw.subjects,
        repairs: cleaning.repairs,
        body,
      },
    };
  } catch (error) {
    if (error instanceof Refusal) return { dead: deadLetter(raw, error) };
    throw error;
  }
}

const isBodyOf = Object.fromEntries(KINDS.map((kind) => [kind, guardOf(RAW_BODIES[kind])])) as Record<
  Kind,
  Guard
>;

function bodyOf<K extends Kind>(kind: K, raw: RawRecord, cleaning: Cleaning): CleanBody<K> {
  if (!isBodyOf[kind](raw.body)) {
    const fields = RAW_BODIES[kind]
      .safeParse(raw.body)
      .error?.issues.map((issue) => issue.path.join(".") || "body");
    throw new Refusal("schema", `not as the raw schema says: ${[...new Set(fields)].join(", ")}`);
  }
  const body = raw.body as RawBody<K>;
  if ((rawId[kind] as (body: RawBody<K>) => string)(body) !== raw.id) {
    throw new Refusal("schema", "id is not the natural id of the body");
  }
  return cleanBody[kind](body, cleaning, raw.observedAt);
}

function deadLetter(raw: RawRecord, { rule, message }: Refusal): DeadLetter {
  return {
    source: raw.source,
    kind: raw.kind,
    pointer: raw.id,
    hash: raw.hash,
    rule,
    reason: message,
    observedAt: raw.observedAt,
    subjects: raw.subjects,
    version: raw.version,
  };
}
