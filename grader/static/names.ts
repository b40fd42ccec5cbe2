// Who has written a submission, so that it can be marked by people who do not know.
import type { Submission } from "@atelier/contracts/submission.ts";
import type { StaticFacts } from "../observations/static.ts";
import type { TextFile } from "./text-file.ts";

const NOBODY = /\b(?:bot|github|gitlab|root|ubuntu|debian|user|admin|noreply|unknown|inconnu|localhost)\b/iu;
const AUTHOR_LINE =
  /^([ \t>*_#-]{0,10}(?:auteure?s?|autrices?|authors?|étudiante?s?|candidate?s?|réalisé par|rédigé par|written by)[ \t*_]{0,6}:[ \t*_]{0,6})[^\n]{1,200}$/gimu;
const MOST_NAMES = 100;

export function namesOf(
  submission: Submission | undefined,
  texts: readonly TextFile[],
  committed: readonly string[],
): string[] {
  const manifests = texts.flatMap(({ path, text }) => {
    if (/(?:^|\/)package\.json$/u.test(path)) {
      return [
        ...text.matchAll(
          /"author"\s{0,8}:\s{0,8}(?:\{[^{}]{0,200}?"name"\s{0,8}:\s{0,8})?"([^"\n]{1,200})"/gu,
        ),
      ];
    }
    if (/(?:^|\/)pyproject\.toml$/u.test(path)) {
      return [...text.matchAll(/^authors\s{0,8}=\s{0,8}\[([^\]]{1,1000})\]/gmu)].flatMap(([, list = ""]) => [
        ...list.matchAll(/"([^"\n]{1,200})"/gu),
      ]);
    }
    return [];
  });
  const given = [...(submission?.authors ?? []), ...manifests.map((match) => match[1] ?? ""), ...committed];
  const names = given.flatMap((one) => one.split(/[<>(),;]/u)).map((name) => name.trim());
  return [...new Set(names)].filter((name) => name.length >= 3 && !NOBODY.test(name)).slice(0, MOST_NAMES);
}

/** Replaces names whole, in either order, and each of their parts where it stands as a name; and lines that tell the author. */
export function createHider(names: readonly string[], candidate: string): (text: string) => string {
  const whole = names.flatMap((name) => [name, name.split(/\s+/u).toReversed().join(" ")]);
  const parts = names.flatMap((name) =>
    (name.split("@")[0] ?? "").split(/[\s._-]+/u).filter((part) => part.length >= 3 && !/^\d+$/u.test(part)),
  );
  const patterns = [
    ...longestFirst(whole).map((name) => new RegExp(bounded(name), "giu")),
    ...longestFirst(parts.flatMap((part) => [capitalised(part), part.toUpperCase()])).map(
      (part) => new RegExp(bounded(part), "gu"),
    ),
  ];
  return (text) => {
    let hidden = text.replaceAll(AUTHOR_LINE, `$1${candidate}`);
    for (const pattern of patterns) hidden = hidden.replaceAll(pattern, candidate);
    return hidden;
  };
}

/** What people and checks read, told without names; states, rules and steps are ours or say nothing of anybody. */
export function hideNames(facts: StaticFacts, hide: (text: string) => string): StaticFacts {
  return {
    ...facts,
    located: facts.located.map((one) => ({
      ...one,
      file: hide(one.file),
      heading: hide(one.heading),
      excerpt: hide(one.excerpt),
    })),
    schema: facts.schema && { ...facts.schema, path: hide(facts.schema.path) },
    deliverables: facts.deliverables.map((one) => ({ ...one, path: hide(one.path) })),
    unread: facts.unread.map(hide),
    code: {
      ...facts.code,
      unknown: facts.code.unknown.map(hide),
      errors: facts.code.errors.map((one) => ({ ...one, file: hide(one.file), message: hide(one.message) })),
    },
    tests: { ...facts.tests, hollow: facts.tests.hollow.map(hide) },
    secrets: facts.secrets.map((one) => ({ ...one, file: hide(one.file) })),
  };
}

const longestFirst = (names: readonly string[]): string[] =>
  [...new Set(names)].toSorted((a, b) => b.length - a.length);
const bounded = (name: string): string =>
  String.raw`(?<![\p{L}\p{N}])` +
  name.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`).replaceAll(/[\s]+/gu, String.raw`[\s_.-]{1,3}`) +
  String.raw`(?![\p{L}\p{N}])`;
/** Camille or CAMILLE; a common word keeps its small letter. */
function capitalised(part: string): string {
  const lower = part.toLowerCase();
  return `${lower.charAt(0).toUpperCase()}${lower.slice(1)}`;
}
