// Red where they must be red.
import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

/** Some faults change nothing that a test could see. */
const WHOLE = 0.6;
const SHOWN = 5;

export const testsCatchLies = defineCheck({
  id: "C11.2-tests-catch-lies",
  item: "C11.2",
  level: "socle",
  observation: "reaction",
  weight: 3,
  title: {
    fr: "Les tests échouent quand les données ou le code sont faussés",
    en: "Tests fail when data or code are falsified",
  },
  why: {
    fr: "Un test qui passe toujours ne teste rien : on fausse ce qu'il surveille et l'on regarde s'il le remarque.",
    en: "A test that always passes tests nothing: what it watches over is falsified, and it must notice.",
  },
  hints: [
    {
      fr: "Changez une constante ou une comparaison de votre code : un test échoue-t-il ?",
      en: "Change a constant or a comparison in your code: does a test fail?",
    },
    {
      fr: "Comparez des valeurs exactes sur des exemples choisis, importez le vrai code et non une copie, et bannissez `assert True`.",
      en: "Compare exact values on chosen examples, import the real code and no copy, and ban `assert True`.",
    },
  ],
  section: "c11",
  reads: ["tests"],
  needs: [],
  judge({ tests: { style, plain, neutral, lies, mutated } }) {
    const caught = lies.filter((lie) => lie.caught).length;
    // Who is red whatever is done to the folder has noticed that something is done, and no fault.
    const steady =
      neutral.length === 0 ? 0 : neutral.filter(({ run }) => run.code === 0).length / neutral.length;
    const missed = lies.filter((lie) => !lie.caught);
    // A language without a mutator, and tests that nothing stands between: people look at them.
    if (plain !== null && plain.code === 0 && style === "in-process" && mutated.length === 0) {
      return { outcome: "jury", share: 0, evidence: [] };
    }
    return findShare(lies.length === 0 ? 0 : steady * Math.min(1, caught / lies.length / WHOLE), [
      {
        expected: {
          fr: `au moins ${Math.round(WHOLE * 100)} % des fautes et mensonges remarqués`,
          en: `at least ${Math.round(WHOLE * 100)} % of faults and lies noticed`,
        },
        actual: { fr: `${caught} sur ${lies.length}`, en: `${caught} of ${lies.length}` },
        where: "test",
      },
      ...missed.slice(0, SHOWN).map(({ what, place, ended }) => ({
        expected: { fr: "un test échoue", en: "a test fails" },
        actual:
          ended === "exited"
            ? { fr: `passé inaperçu : ${what}`, en: `went unnoticed: ${what}` }
            : { fr: `sans verdict (${ended}) : ${what}`, en: `no verdict (${ended}): ${what}` },
        where: place ?? "test",
      })),
    ]);
  },
});
