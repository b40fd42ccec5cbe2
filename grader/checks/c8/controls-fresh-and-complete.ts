import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { describeCase, describeQuiet, isNamed, isTrusted } from "../control-reports.ts";

const AGES: readonly string[] = ["freshness", "completeness"];

export const controlsFreshAndComplete = defineCheck({
  id: "C8.1.e-stale",
  item: "C8.1.e",
  level: "socle",
  observation: "reaction",
  weight: 2,
  title: {
    fr: "Les contrôles de fraîcheur et de complétude se taisent quand tout va bien et nomment ce qui manque",
    en: "Controls of freshness and completeness are silent when all is well, and name what is lacking",
  },
  why: {
    fr: "Un chargement à moitié fait ressemble à un chargement fait, pour qui ne compte pas.",
    en: "A load half done looks like a load that is done, to whoever does not count.",
  },
  hints: [
    {
      fr: "Supprimez des avis d'une copie, ou lancez `quality` avec NOW deux mois plus tard.",
      en: "Delete reviews from a copy, or run `quality` with NOW two months later.",
    },
    {
      fr: "La complétude compare le nombre de lignes à ce que la source ou la couche brute annonce ; la fraîcheur compare la date la plus récente à NOW, ou à l'heure de la source.",
      en: "Completeness holds the number of rows against what the source or the raw layer says; freshness holds the latest date against NOW, or the source's clock.",
    },
  ],
  section: "c8",
  reads: ["quality"],
  needs: [],
  judge({ quality: { clean, clone, cases } }) {
    const tried = cases.filter((one) => AGES.includes(one.class) && one.done === "injected");
    const missed = tried.filter((one) => !isNamed(one));
    // What always cries names nothing.
    const share =
      !isTrusted({ clean, clone }) || tried.length === 0 ? 0 : (tried.length - missed.length) / tried.length;
    return findShare(share, [
      describeQuiet(clean, { fr: "base chargée", en: "loaded base" }),
      ...(missed.length > 0 ? missed : tried.slice(0, 1)).map(describeCase),
    ]);
  },
});
