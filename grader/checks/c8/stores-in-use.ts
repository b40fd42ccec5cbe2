import { findShare } from "../../bands.ts";
import { defineCheck, type Seen } from "../../check.ts";

type Loaded = Seen<"loaded">["loaded"];

/** What is read of each part. */
const ROWS: Readonly<Record<string, (loaded: Loaded) => number>> = {
  relational: ({ views }) => found(views),
  document: ({ documents }) => found(documents),
  graph: ({ graph }) => found(graph),
};

const found = (parts: readonly { readonly found: number }[]): number =>
  parts.reduce((sum, part) => sum + part.found, 0);

export const storesInUse = defineCheck({
  id: "C8.1.c-stores",
  item: "C8.1.c",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: {
    fr: "Les bases déclarées sont celles qui servent",
    en: "The stores that are declared are those in use",
  },
  why: {
    fr: "Une base déclarée et vide n'est pas une solution de stockage.",
    en: "A store that is declared and empty is no storage solution.",
  },
  hints: [
    {
      fr: "Comparez `stores` dans submission.yaml avec ce que `load` remplit.",
      en: "Compare `stores` in submission.yaml with what `load` fills.",
    },
    {
      fr: "Retirez de `stores` ce qui ne sert pas, ou chargez-y ce qui lui revient.",
      en: "Take out of `stores` what is not used, or load what belongs there.",
    },
  ],
  section: "c8",
  reads: ["static", "loaded"],
  needs: [],
  judge({ static: { stores }, loaded }) {
    // What goes through a log is not kept there: it is seen in the stores.
    const kept = stores.flatMap(({ part, engine }) => {
      const rows = ROWS[part]?.(loaded);
      return rows === undefined ? [] : [{ part, engine, rows }];
    });
    const used = kept.filter(({ rows }) => rows > 0);
    return findShare(
      kept.length === 0 ? 0 : used.length / kept.length,
      kept.map(({ part, engine, rows }) => ({
        expected: { fr: `${engine}, avec des données`, en: `${engine}, with data` },
        actual:
          rows > 0
            ? { fr: `${rows} lignes ou documents`, en: `${rows} rows or documents` }
            : { fr: "rien n'y est", en: "nothing is there" },
        where: `submission.yaml: stores.${part}`,
      })),
    );
  },
});
