import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { describeRows, mean, shareOfContents } from "./rows.ts";

const COLLECTIONS = ["reviews", "files"];

export const documents = defineCheck({
  id: "C7.2-documents",
  item: "C7.2",
  level: "socle",
  observation: "effect",
  weight: 2,
  title: {
    fr: "Textes des avis et fichiers sont dans la base de documents",
    en: "Texts of reviews and files are in the document store",
  },
  why: {
    fr: "Le texte libre et les fichiers sont ce que la base relationnelle range mal.",
    en: "Free text and files are what a relational store holds badly.",
  },
  hints: [
    {
      fr: "Collections « reviews » et « files », ou celles que submission.yaml déclare ; _id est l'identifiant naturel.",
      en: "Collections `reviews` and `files`, or those that submission.yaml declares; _id is the natural id.",
    },
    {
      fr: "Un avis sans texte y est aussi, avec text nul ; un PDF y est avec son texte.",
      en: "A review without text is there too, with text null; a PDF is there with its text.",
    },
  ],
  section: "contract",
  reads: ["loaded"],
  needs: [],
  judge({ loaded }) {
    const own = COLLECTIONS.map((name) => loaded.documents.find((one) => one.name === name));
    return findShare(
      mean(own.map((one) => (one ? shareOfContents(one) : 0))),
      own.flatMap((one) =>
        one && shareOfContents(one) < 1 ? [describeRows(`document ${one.name}`, one)] : [],
      ),
    );
  },
});
