import { defineCheck } from "../../check.ts";
import { VIEWS } from "@atelier/contracts/views.ts";

const VIEW_NAMES = Object.keys(VIEWS);

export const reader = defineCheck({
  id: "C7.3-reader",
  item: "C7.3",
  level: "socle",
  observation: "reaction",
  weight: 3,
  title: {
    fr: "Le lecteur ne lit que les vues",
    en: "The reader reads the views, and nothing else",
  },
  why: {
    fr: "Un tableau de bord compromis ne doit pas ouvrir toute la base.",
    en: "A dashboard that is broken into must not open the whole base.",
  },
  hints: [
    {
      fr: "Le rôle déclaré « reader » se connecte avec POSTGRES_READER_PASSWORD ; « setup » le crée.",
      en: "The role declared as `reader` logs in with POSTGRES_READER_PASSWORD; `setup` makes it.",
    },
    {
      fr: "GRANT USAGE sur lab et SELECT sur ses vues ; rien sur les autres schémas, REVOKE ALL ON SCHEMA public FROM PUBLIC.",
      en: "GRANT USAGE on lab and SELECT on its views; nothing on other schemas, REVOKE ALL ON SCHEMA public FROM PUBLIC.",
    },
  ],
  section: "contract",
  reads: ["roles"],
  needs: [],
  judge({ roles: { reader: seen, readerAttempts } }) {
    const unread = VIEW_NAMES.filter((name) => !seen.views.includes(name));
    const allowed = readerAttempts.filter((one) => one.allowed);
    // A reader who reads nothing keeps no rule: there is none to keep.
    const works = seen.connects && readerAttempts.length > 0 && unread.length * 2 <= VIEW_NAMES.length;
    const onlyReads = allowed.every(({ what }) => what.startsWith("table "));
    const share = !works ? 0 : allowed.length === 0 ? 1 : onlyReads && allowed.length === 1 ? 0.5 : 0;
    return {
      outcome: share === 1 ? "passed" : share > 0 ? "partial" : "failed",
      share,
      evidence: [
        ...(works
          ? []
          : [
              {
                expected: { fr: "un lecteur qui lit les vues", en: "a reader who reads the views" },
                actual: seen.connects
                  ? { fr: `ne lit pas ${unread.join(", ")}`, en: `does not read ${unread.join(", ")}` }
                  : { fr: `ne se connecte pas : ${seen.detail}`, en: `does not log in: ${seen.detail}` },
                where: "postgresql",
              },
            ]),
        ...allowed.slice(0, 10).map(({ what }) => ({
          expected: { fr: "refusé", en: "refused" },
          actual: { fr: "permis", en: "allowed" },
          where: what,
        })),
      ],
    };
  },
});
