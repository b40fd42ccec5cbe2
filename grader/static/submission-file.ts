// submission.yaml, with all its mistakes at once, each with its line and in both languages.
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { Submission } from "@atelier/contracts/submission.ts";
import type { StaticFacts } from "../observations/static.ts";

const MOST_BYTES = 64 * 1024;
const MOST_ALIASES = 50;

export interface ReadSubmission {
  readonly submission: Submission | undefined;
  readonly mistakes: StaticFacts["mistakes"];
}

export function readSubmission(text: string | undefined): ReadSubmission {
  if (text === undefined) {
    return one("", 0, {
      fr: "submission.yaml manque à la racine.",
      en: "submission.yaml is missing at the root.",
    });
  }
  if (text.length > MOST_BYTES) {
    return one("", 0, { fr: "submission.yaml dépasse 64 Ko.", en: "submission.yaml is larger than 64 KB." });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      submission: undefined,
      mistakes: document.errors.slice(0, 20).map(({ message, pos }) => ({
        path: "",
        line: lines.linePos(pos[0]).line,
        message: { fr: `YAML invalide : ${message}`, en: `Invalid YAML: ${message}` },
      })),
    };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    return one("", 1, { fr: "Trop d'alias YAML.", en: "Too many YAML aliases." });
  }
  const english = Submission.safeParse(value, { error: z.locales.en().localeError });
  if (english.success) return { submission: english.data, mistakes: [] };
  const french = Submission.safeParse(value, { error: z.locales.fr().localeError });
  const mistakes = english.error.issues.slice(0, 100).map((issue, index) => ({
    path: issue.path.join("."),
    line: lineOf(issue.path),
    message: { fr: french.error?.issues[index]?.message ?? issue.message, en: issue.message },
  }));
  return { submission: undefined, mistakes };

  /** Of the nearest thing that is there. */
  function lineOf(path: readonly PropertyKey[]): number {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}

const one = (path: string, line: number, message: { fr: string; en: string }): ReadSubmission => ({
  submission: undefined,
  mistakes: [{ path, line, message }],
});
