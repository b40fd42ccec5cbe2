// What the checks of personal data have in common: there must be persons before their absence means anything.
import type { Evidence } from "../../check.ts";
import type { Found, Privacy } from "../../observations/privacy.ts";

/** At least half of the persons that the stores should know, by their pseudonyms, and everything could be searched. */
export const hasPersons = ({ persons, knownPersons, unreadable }: Privacy): boolean =>
  persons > 0 && knownPersons * 2 >= persons && unreadable.length === 0;

export function describeFound(privacy: Privacy, found: readonly Found[]): Evidence[] {
  const { persons, knownPersons, unreadable } = privacy;
  if (!hasPersons(privacy)) {
    return [
      {
        expected: {
          fr: `au moins la moitié des ${persons} pseudonymes attendus`,
          en: `at least half of the ${persons} expected pseudonyms`,
        },
        actual: {
          fr: `${knownPersons} trouvés${unreadable.length > 0 ? `, illisible : ${unreadable[0]}` : ""}`,
          en: `${knownPersons} found${unreadable.length > 0 ? `, not readable: ${unreadable[0]}` : ""}`,
        },
        where: unreadable[0] ?? "–",
        why: {
          fr: "Des bases vides ne protègent personne : l'absence ne compte que si les données sont là.",
          en: "Empty stores protect nobody: absence counts only where the data are there.",
        },
      },
    ];
  }
  return found.slice(0, 10).map(({ where, count, example }) => ({
    expected: { fr: "aucune trace", en: "no trace" },
    actual: { fr: `${count} traces`, en: `${count} traces` },
    where,
    example,
  }));
}
