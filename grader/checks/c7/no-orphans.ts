import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const noOrphans = defineCheck({
  id: "C7.4-no-orphans",
  item: "C7.4",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: { fr: "Aucune ligne n'est orpheline", en: "No row is an orphan" },
  why: {
    fr: "Une ligne de commande sans produit disparaît des jointures : les totaux ne tombent plus juste.",
    en: "An order line without a product disappears from joins: totals no longer add up.",
  },
  hints: [
    {
      fr: "Cherchez les lignes dont le parent n'est dans aucune ligne de sa vue.",
      en: "Look for rows whose parent is in no row of its view.",
    },
    {
      fr: "Mettez de côté, dans lab.rejects avec la règle « orphan », ce qui attend son parent.",
      en: "Set aside, in lab.rejects with the rule `orphan`, what waits for its parent.",
    },
  ],
  section: "rules",
  reads: ["loaded"],
  needs: ["C7.4-catalogue", "C7.4-orders", "C7.4-reviews"],
  judge({ loaded }) {
    const rows = loaded.orphans.reduce((sum, one) => sum + one.rows, 0);
    const orphans = loaded.orphans.filter((one) => one.orphans > 0);
    return findPass(
      rows > 0 && orphans.length === 0,
      orphans.map(({ child, parent, orphans: count, example }) => ({
        expected: { fr: `chaque valeur est dans lab.${parent}`, en: `each value is in lab.${parent}` },
        actual: { fr: `${count} lignes orphelines`, en: `${count} orphans` },
        where: `lab.${child}`,
        ...(example !== null && { example }),
      })),
    );
  },
});
