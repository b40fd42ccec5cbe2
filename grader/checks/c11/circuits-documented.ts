// The document and what is there, each held against the other.
import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

const SHOWN = 5;

export const circuitsDocumented = defineCheck({
  id: "C11.4-circuits-documented",
  item: "C11.4",
  level: "socle",
  observation: "form",
  weight: 2,
  title: {
    fr: "Le document des circuits dit ce qui existe, et tout ce qui existe",
    en: "The document of circuits says what exists, and all that exists",
  },
  why: {
    fr: "Qui reprend le projet s'y fie : une étape oubliée ou une table disparue lui coûte des jours.",
    en: "Who takes the project over relies on it: a stage left out or a table long gone costs them days.",
  },
  hints: [
    {
      fr: "Comparez le document à submission.yaml : étapes, tables, collections, topics, rôles, paramètres, ordonnanceur.",
      en: "Compare the document with submission.yaml: stages, tables, collections, topics, roles, parameters, scheduler.",
    },
    {
      fr: "Nommez chaque élément entre accents graves, et retirez ce qui n'existe plus.",
      en: "Name each part between backquotes, and remove what is no longer there.",
    },
  ],
  section: "c11",
  reads: ["circuits"],
  needs: [],
  judge({ circuits: { file, declared, named } }) {
    const told = declared.filter(({ isDocumented }) => isDocumented).length;
    const real = named.filter(({ exists }) => exists).length;
    const share = file === null || declared.length === 0 ? 0 : told / declared.length;
    // A document that names nothing as code cannot be wrong, and helps nobody.
    const truth = named.length === 0 ? 0.5 : real / named.length;
    const unsaid = declared.filter(({ isDocumented }) => !isDocumented);
    const unreal = named.filter(({ exists }) => !exists);
    return findShare(share * truth, [
      {
        expected: {
          fr: `${declared.length} éléments déclarés, tous décrits ; rien de décrit qui n'existe pas`,
          en: `${declared.length} declared parts, all described; nothing described that does not exist`,
        },
        actual: {
          fr: `${told} décrits ; ${real} des ${named.length} tables et fichiers nommés existent`,
          en: `${told} described; ${real} of the ${named.length} tables and files named exist`,
        },
        where: file ?? "submission.yaml: documentation",
      },
      ...unsaid.slice(0, SHOWN).map(({ kind, name }) => ({
        expected: { fr: "décrit dans le document", en: "described in the document" },
        actual: { fr: "absent", en: "absent" },
        where: `${kind} ${name}`,
      })),
      ...unreal.slice(0, SHOWN).map(({ kind, name }) => ({
        expected: { fr: "existe", en: "exists" },
        actual: { fr: "nommé, introuvable", en: "named, not found" },
        where: `${kind} ${name}`,
      })),
    ]);
  },
});
