import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const testsAssert = defineCheck({
  id: "C12.2-tests",
  item: "C12.2",
  level: "socle",
  observation: "form",
  weight: 1,
  title: {
    fr: "Le code a des tests, et ils vérifient quelque chose",
    en: "The code has tests, and they ask for something",
  },
  why: {
    fr: "Un test sans assertion réussit toujours.",
    en: "A test without an assertion always succeeds.",
  },
  hints: [
    {
      fr: "`tests.paths` désigne-t-il vos tests ? Chacun compare-t-il un résultat ?",
      en: "Does `tests.paths` name your tests? Does each compare a result?",
    },
    {
      fr: "Écrivez dans chaque test une assertion qui échouerait si le code était faux.",
      en: "Write in each test an assertion that would fail if the code were wrong.",
    },
  ],
  section: "c12",
  reads: ["static"],
  needs: [],
  judge({ static: { tests } }) {
    return findShare(
      tests.files === 0 ? 0 : tests.asserting / tests.files,
      (tests.hollow.length > 0 ? tests.hollow : ["submission"]).map((where) => ({
        expected: { fr: "des tests qui vérifient un résultat", en: "tests that ask for a result" },
        actual: {
          fr: `${tests.asserting} sur ${tests.files} le font`,
          en: `${tests.asserting} of ${tests.files} do`,
        },
        where,
      })),
    );
  },
});
