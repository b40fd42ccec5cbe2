// The checks of the loaded base: which rows are there, by their keys.
import { findShare } from "../../bands.ts";
import { defineCheck, type Check, type CheckId } from "../../check.ts";
import type { Told } from "../../told.ts";
import { describeRows, mean, shareOfKeys } from "./rows.ts";

interface LoadedViews {
  readonly id: CheckId & `C7.4-${string}`;
  readonly views: readonly string[];
  readonly title: Told;
}

const loadedViews = ({ id, views, title }: LoadedViews): Check =>
  defineCheck({
    id,
    item: "C7.4",
    level: "socle",
    observation: "effect",
    weight: 2,
    title,
    why: {
      fr: "Une base à moitié chargée donne des réponses fausses sans rien dire.",
      en: "A base that is loaded by half gives wrong answers, and says nothing.",
    },
    hints: [
      {
        fr: "Comparez le nombre de lignes de chaque vue avec la couche brute, rejets déduits.",
        en: "Compare the number of rows of each view with the raw layer, rejects taken off.",
      },
      {
        fr: "Une clé qui manque a été rejetée, fusionnée ou écrasée ; une clé de trop n'a pas été dédoublonnée.",
        en: "A key that is missing was rejected, merged or overwritten; one too many was not deduplicated.",
      },
    ],
    section: "contract",
    reads: ["loaded"],
    needs: [],
    judge({ loaded }) {
      const own = views.map((name) => loaded.views.find((one) => one.name === name));
      const shares = own.map((one) => (one ? shareOfKeys(one) : 0));
      const wrong = own.filter((one) => one !== undefined && shareOfKeys(one) < 1);
      return findShare(
        mean(shares),
        wrong.flatMap((one) => (one ? [describeRows(`lab.${one.name}`, one)] : [])),
      );
    },
  });

export const LOADED_VIEWS = [
  loadedViews({
    id: "C7.4-catalogue",
    views: ["sellers", "certifications", "products", "product_categories", "prices"],
    title: {
      fr: "Producteurs, certifications, produits et prix sont chargés",
      en: "Sellers, certifications, products and prices are loaded",
    },
  }),
  loadedViews({
    id: "C7.4-orders",
    views: ["customers", "orders", "order_lines"],
    title: {
      fr: "Clients, commandes et lignes de commande sont chargés",
      en: "Customers, orders and order lines are loaded",
    },
  }),
  loadedViews({
    id: "C7.4-reviews",
    views: ["reviews", "labels", "files"],
    title: {
      fr: "Avis, étiquettes et fichiers sont chargés",
      en: "Reviews, labels and files are loaded",
    },
  }),
] as const;
