// What only people can judge: where the texts speak of it is shown to them, as it is written.
import { defineCheck, type Check, type Evidence } from "../check.ts";
import type { LOCATED, StaticFacts } from "../observations/static.ts";
import { asIs, type Told } from "../told.ts";

interface Place {
  readonly item: (typeof LOCATED)[number];
  readonly title: Told;
  readonly why: Told;
  readonly hints: readonly [Told, Told];
  readonly section: Check["section"];
  /** What the jury looks for. */
  readonly wanted: Told;
}

const MOST_SHOWN = 8;

export function locatedCheck({ item, wanted, ...told }: Place): Check {
  return defineCheck({
    ...told,
    id: `${item}-located`,
    item,
    level: "socle",
    observation: "located",
    weight: 1,
    reads: ["static"],
    needs: [],
    judge: ({ static: facts }) => ({ outcome: "jury", share: 0, evidence: excerpts(facts, item, wanted) }),
  });
}

function excerpts(facts: StaticFacts, item: Place["item"], expected: Told): Evidence[] {
  const located = facts.located.filter((one) => one.item === item);
  if (located.length === 0) {
    const actual = { fr: "aucun titre n'en parle", en: "no heading speaks of it" };
    return [{ expected, actual, where: "deliverables" }];
  }
  return located.slice(0, MOST_SHOWN).map(({ file, line, heading, excerpt }) => ({
    expected,
    actual:
      excerpt === ""
        ? { fr: `${heading} : rien dessous`, en: `${heading}: nothing below it` }
        : asIs(heading),
    where: `${file}:${line}`,
    ...(excerpt !== "" && { example: excerpt }),
  }));
}
