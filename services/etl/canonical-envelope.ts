// Messages whose envelope is as this lab's own producers write it: its keys in one order, no spaces, nothing escaped.
// Such an envelope is read by one regular expression, and can be copied as it stands into the message it becomes. Any
// other is left to the parser and the schema, and what comes out is the same.
import { KINDS, SOURCES, type Kind } from "@atelier/contracts/kinds.ts";
import { RawRecord } from "@atelier/contracts/raw.ts";
import { RULE_IDS, type RuleId } from "@atelier/contracts/rules.ts";
import { guardOf } from "./fast-guard.ts";

export interface CanonicalMessage {
  /** Raw or clean; its envelope is sound, its body is whatever JSON there was. */
  readonly message: RawRecord;
  /** The text of the envelope, up to the value of `repairs`, which comes last. */
  readonly head: string;
}

const PLAIN = String.raw`[^"\\\u0000-\u001f]`;
const listOf = (element: string) => String.raw`\[((?:"${element}"(?:,"${element}")*)?)\]`;
const SOURCE = SOURCES.join("|");
/** Of up to 15 digits: those are exact. */
const VERSION = "0|[1-9][0-9]{0,14}";

const formOf = (kind: Kind) =>
  new RegExp(
    `^(\\{"source":"(${SOURCE})","kind":"${kind}","id":"(${PLAIN}+)","hash":"(${PLAIN}*)",` +
      `"observedAt":"(${PLAIN}*)","version":(${VERSION}),"subjects":${listOf("[0-9a-f]{64}")},` +
      `"repairs":)${listOf("[a-z-]+")},"body":`,
  );
const FORMS = Object.fromEntries(KINDS.map((kind) => [kind, formOf(kind)])) as Readonly<Record<Kind, RegExp>>;

const isInstant = guardOf(RawRecord.shape.observedAt);
const RULE_SET: ReadonlySet<string> = new Set(RULE_IDS);

/** Undefined for a message of another form, which may be as sound. */
export function readCanonical(kind: Kind, text: string): CanonicalMessage | undefined {
  const parts = FORMS[kind].exec(text);
  if (!parts || !text.endsWith("}")) return undefined;
  const [all, head = "", source, id = "", hash = "", observedAt = "", version, subjects, repairs] = parts;
  const rules = elementsOf(repairs);
  if (!isInstant(observedAt) || !rules.every((rule) => RULE_SET.has(rule))) return undefined;
  const message: RawRecord = {
    source: source as RawRecord["source"],
    kind,
    id,
    hash,
    observedAt,
    version: Number(version),
    subjects: elementsOf(subjects),
    repairs: rules as RuleId[],
    body: undefined,
  };
  try {
    message.body = JSON.parse(text.slice(all.length, -1));
  } catch {
    return undefined; // More follows the body, or it is none.
  }
  return { message, head };
}

/** Of a JSON array of strings without escapes, brackets off. */
function elementsOf(list = ""): string[] {
  return list === "" ? [] : list.slice(1, -1).split('","');
}

/** The text of a message whose envelope differs from that of `head` in its repairs alone. */
export function writeAfter(head: string, repairs: readonly RuleId[], body: unknown): string {
  const list = repairs.length === 0 ? "[]" : JSON.stringify(repairs);
  return `${head}${list},"body":${JSON.stringify(body)}}`;
}
