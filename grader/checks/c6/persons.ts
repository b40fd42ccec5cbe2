// What the checks of personal data have in common: there must be persons before their absence means anything.
import type { Evidence } from "../../check.ts";
import type { Loaded } from "../../observations/loaded.ts";
import type { Found, Privacy } from "../../observations/privacy.ts";

/** Reviews and orders of most persons are there, whatever they are called, and everything could be searched. */
export const hasPersons = (privacy: Privacy, loaded: Loaded): boolean =>
  privacy.unreadable.length === 0 &&
  privacy.searched.some(({ rows }) => rows > 0) &&
  PERSONAL.every((view) => recallOf(loaded, view) >= 0.5);

/** Their pseudonyms are the contract's: others cannot be looked for. */
export const hasPseudonyms = ({ persons, knownPersons }: Privacy): boolean =>
  persons > 0 && knownPersons * 2 >= persons;

const PERSONAL = ["reviews", "orders"];

function recallOf(loaded: Loaded, view: string): number {
  const rows = loaded.views.find(({ name }) => name === view);
  return rows && rows.expected > 0 ? (rows.expected - rows.missing) / rows.expected : 0;
}

export function describeAbsence({ persons, knownPersons, unreadable }: Privacy): Evidence {
  return {
    expected: {
      fr: `au moins la moitié des avis et des commandes, et des ${persons} pseudonymes attendus`,
      en: `at least half of the reviews and the orders, and of the ${persons} expected pseudonyms`,
    },
    actual: {
      fr: `${knownPersons} pseudonymes trouvés${unreadable.length > 0 ? `, illisible : ${unreadable[0]}` : ""}`,
      en: `${knownPersons} pseudonyms found${unreadable.length > 0 ? `, not readable: ${unreadable[0]}` : ""}`,
    },
    where: unreadable[0] ?? "–",
    why: {
      fr: "Des bases vides ne protègent personne : l'absence ne compte que si les données sont là.",
      en: "Empty stores protect nobody: absence counts only where the data are there.",
    },
  };
}

export const describeFound = (found: readonly Found[]): Evidence[] =>
  found.slice(0, 10).map(({ where, count, example }) => ({
    expected: { fr: "aucune trace", en: "no trace" },
    actual: { fr: `${count} traces`, en: `${count} traces` },
    where,
    example,
  }));
