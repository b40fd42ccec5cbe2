import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const aggregates = defineCheck({
  id: "C8.1.b-aggregates",
  item: "C8.1.b",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: {
    fr: "Les ventes par producteur et par mois sont justes",
    en: "Sales by seller and month are right",
  },
  why: {
    fr: "Un agrégat hérite de chaque défaut laissé dans les données qu'il additionne.",
    en: "An aggregate inherits every defect left in the data that it adds up.",
  },
  hints: [
    {
      fr: "Recalculez à la main la ligne de l'exemple à partir des commandes et de leurs lignes.",
      en: "Work out the example's row by hand from orders and their lines.",
    },
    {
      fr: "Commandes passées, expédiées ou livrées ; mois de la commande en UTC ; une commande compte une fois par producteur, ses lignes chacune.",
      en: "Orders placed, shipped or delivered; the order's month in UTC; an order counts once a seller, its lines each.",
    },
  ],
  section: "c8",
  reads: ["cleaning"],
  needs: [],
  judge({ cleaning: { sales, unreadable } }) {
    const { expected, found, right, unexpected, example } = sales;
    const share = expected === 0 ? 0 : right / (expected + unexpected);
    const problem = unreadable.find((one) => one.startsWith("seller_sales"));
    return findShare(share, [
      {
        expected: { fr: `${expected} lignes justes`, en: `${expected} right rows` },
        actual: problem
          ? { fr: problem, en: problem }
          : {
              fr: `${right} justes sur ${found}, dont ${unexpected} de trop`,
              en: `${right} right of ${found}, ${unexpected} of them too many`,
            },
        where: "lab.seller_sales",
        ...(example !== null && { example }),
      },
    ]);
  },
});
