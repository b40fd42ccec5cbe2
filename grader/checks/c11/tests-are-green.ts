// Green where they must be green.
import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { asIs } from "../../told.ts";

export const testsAreGreen = defineCheck({
  id: "C11.2-tests-are-green",
  item: "C11.2",
  level: "socle",
  observation: "reaction",
  weight: 1,
  title: {
    fr: "Les tests passent tels quels et sur ce qui ne change rien",
    en: "Tests pass as they are and where nothing that matters has changed",
  },
  why: {
    fr: "Un test rouge sans raison finit par être ignoré, et celui qui a une raison avec lui.",
    en: "A test that is red without reason ends up ignored, and the one with a reason along with it.",
  },
  hints: [
    {
      fr: "Lancez la commande `test` dans une copie fraîche du dossier, avec un autre fuseau horaire.",
      en: "Run the command `test` in a fresh copy of the folder, in another time zone.",
    },
    {
      fr: "Fixez fuseau et ordre dans les tests, et ne comparez pas le texte du code.",
      en: "Fix time zone and order in tests, and do not compare the text of code.",
    },
  ],
  section: "c11",
  reads: ["tests"],
  needs: [],
  judge({ tests: { plain, neutral, lies } }) {
    const green = plain !== null && plain.code === 0;
    const steady = neutral.filter(({ run }) => run.code === 0).length;
    // Tests that nothing turns red are green of necessity.
    const alive = lies.some(({ caught }) => caught);
    const share = green && alive && neutral.length > 0 ? 0.4 + (0.6 * steady) / neutral.length : 0;
    const red = [...(plain ? [{ what: "test", run: plain }] : []), ...neutral].filter(
      ({ run }) => run.code !== 0,
    );
    return findShare(share, [
      {
        expected: {
          fr: "tests verts, tels quels et sur les variantes neutres",
          en: "green tests, as they are and on neutral variants",
        },
        actual:
          plain === null
            ? { fr: "aucun test déclaré", en: "no tests declared" }
            : {
                fr: `code ${plain.code ?? "–"} ; ${steady} variantes vertes sur ${neutral.length}${alive ? "" : " ; mais rien ne les fait échouer"}`,
                en: `code ${plain.code ?? "–"}; ${steady} green variants of ${neutral.length}${alive ? "" : "; but nothing turns them red"}`,
              },
        where: "test",
      },
      ...red.map(({ what, run }) => ({
        expected: { fr: `vert : ${what}`, en: `green: ${what}` },
        actual: asIs(run.lastWords.slice(-300)),
        where: "test",
      })),
    ]);
  },
});
