import { CONTROL_CLASSES } from "@atelier/contracts/controls.ts";
import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { describeQuiet, isTrusted } from "../control-reports.ts";

/** Of the classes that are about integrity; which ones is the candidate's choice. */
const LEAST_CLASSES = 3;
const INTEGRITY = CONTROL_CLASSES.slice(0, 6);

export const controlsClean = defineCheck({
  id: "C9.2-clean",
  item: "C9.2",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: {
    fr: "Les contrôles ne signalent rien sur une base saine",
    en: "The controls report nothing on a sound base",
  },
  why: {
    fr: "Un contrôle qui crie toujours n'est plus lu.",
    en: "A control that always cries is no longer read.",
  },
  hints: [
    {
      fr: "Lancez `quality` juste après un chargement complet et lisez OUTPUT_DIR/quality.json.",
      en: "Run `quality` right after a whole load and read OUTPUT_DIR/quality.json.",
    },
    {
      fr: "Chaque contrôle compte ce qui viole sa règle : 0 sur une base saine, avec un code de sortie 0. Il en faut pour trois classes d'intégrité au moins.",
      en: "Each control counts what breaks its rule: 0 on a sound base, with exit code 0. At least three classes of integrity are needed.",
    },
  ],
  section: "c9",
  reads: ["quality"],
  needs: [],
  judge({ quality: { clean, clone, rows } }) {
    const classes = new Set(clean.controls.map((control) => control.class));
    const covered = INTEGRITY.filter((one) => classes.has(one));
    const isCovered = covered.length >= LEAST_CLASSES;
    const quiet = isTrusted({ clean, clone });
    // A base that nothing is in has no violation either.
    const hasRows = rows > 0 || clone === null;
    return findPass(quiet && isCovered && hasRows, [
      describeQuiet(clean, { fr: "base chargée", en: "loaded base" }),
      ...(clone ? [describeQuiet(clone, { fr: "clone intact", en: "untouched clone" })] : []),
      {
        expected: {
          fr: `des contrôles d'au moins ${LEAST_CLASSES} classes d'intégrité, sur une base qui contient des lignes`,
          en: `controls of at least ${LEAST_CLASSES} classes of integrity, on a base that holds rows`,
        },
        actual: {
          fr: `${covered.join(", ") || "aucune"} ; ${rows} lignes`,
          en: `${covered.join(", ") || "none"}; ${rows} rows`,
        },
        where: "OUTPUT_DIR/quality.json",
      },
    ]);
  },
});
