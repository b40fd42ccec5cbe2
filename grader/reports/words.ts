// The words of every report, and figures as people write them.
import type { Outcome } from "../check.ts";
import type { Decision, DeliverableFact, JudgedCompetence, JudgedItem, Sheet } from "../sheet.ts";
import type { Told } from "../told.ts";

export type Language = keyof Told;

/** `candidate`: without the truth, but for one example of each defect. */
export type Audience = "candidate" | "instructor";

export const OUTCOME_WORDS: Readonly<Record<Outcome, Told>> = {
  passed: { fr: "réussi", en: "passed" },
  partial: { fr: "réussi en partie", en: "passed in part" },
  failed: { fr: "échoué", en: "failed" },
  skipped: { fr: "non évalué, faute payée ailleurs", en: "skipped, the fault is paid elsewhere" },
  errored: { fr: "erreur du correcteur, sans note", en: "grader's error, no mark" },
  jury: { fr: "au jury", en: "for the jury" },
  "not-applicable": { fr: "sans objet, à confirmer", en: "not applicable, to be confirmed" },
};

export const DECISION_WORDS: Readonly<Record<Decision, Told>> = {
  acquired: { fr: "acquis", en: "acquired" },
  "in-progress": { fr: "en cours d'acquisition", en: "in progress" },
  "not-acquired": { fr: "non acquis", en: "not acquired" },
};

export const ITEM_WORDS: Readonly<Record<JudgedItem["state"], Told>> = {
  graded: { fr: "noté", en: "graded" },
  "awaits-jury": { fr: "attend le jury", en: "awaits the jury" },
  ungraded: { fr: "non noté, par la faute du correcteur", en: "ungraded, by the grader's fault" },
  "not-applicable": { fr: "sans objet", en: "not applicable" },
};

export const SHEET_WORDS: Readonly<Record<Sheet["state"], Told>> = {
  provisional: {
    fr: "Provisoire : il manque des notes. Aucune décision n'est prise.",
    en: "Provisional: marks are missing. Nothing is decided.",
  },
  "awaits-signature": {
    fr: "Complet : attend la signature d'une personne. Aucune décision n'est prise.",
    en: "Complete: awaits a person's signature. Nothing is decided.",
  },
  final: { fr: "Définitif, signé.", en: "Final, signed." },
};

export const DELIVERABLE_WORDS: Readonly<Record<DeliverableFact["state"], Told>> = {
  present: { fr: "présent", en: "present" },
  empty: { fr: "fichier vide", en: "empty file" },
  missing: { fr: "fichier annoncé, absent", en: "declared, but not there" },
  undeclared: { fr: "non annoncé dans submission.yaml", en: "not declared in submission.yaml" },
};

export const WORDS = {
  submission: { fr: "Copie", en: "Submission" },
  secret: { fr: "Session d'examen", en: "Exam session" },
  grader: { fr: "Correcteur", en: "Grader" },
  gradedAt: { fr: "Corrigé le", en: "Graded at" },
  digest: { fr: "Empreinte de la feuille", en: "Digest of the sheet" },
  signedBy: { fr: "Signé par", en: "Signed by" },
  competences: { fr: "Compétences", en: "Competences" },
  competence: { fr: "Compétence", en: "Competence" },
  mark: { fr: "Note", en: "Mark" },
  socle: { fr: "Socle", en: "Socle" },
  excellence: { fr: "excellence", en: "excellence" },
  decision: { fr: "Décision", en: "Decision" },
  rule: { fr: "Comment se décide", en: "How it is decided" },
  deliverables: { fr: "Livrables", en: "Deliverables" },
  deliverable: { fr: "Livrable", en: "Deliverable" },
  state: { fr: "État", en: "State" },
  file: { fr: "Fichier", en: "File" },
  restarts: {
    fr: "Une étape a manqué : la suite a été notée à partir de données fournies par le correcteur, devant",
    en: "A stage was missing: what follows was graded from data that the grader supplied, before",
  },
  copied: {
    fr: "Pour le jury : fichiers identiques à ceux de la solution de référence, sans effet sur la note",
    en: "For the jury: files that are the reference solution's own, without effect on the mark",
  },
  item: { fr: "Élément", en: "Item" },
  machine: { fr: "Contrôles", en: "Checks" },
  jury: { fr: "Jury", en: "Jury" },
  partOfMark: { fr: "de la note", en: "of the mark" },
  unknown: { fr: "à venir", en: "pending" },
  expected: { fr: "Attendu", en: "Expected" },
  actual: { fr: "Trouvé", en: "Found" },
  where: { fr: "Où", en: "Where" },
  why: { fr: "Pourquoi", en: "Why it matters" },
  example: { fr: "Exemple", en: "Example" },
  truth: { fr: "Cas connus (examinateur seulement)", en: "Known cases (instructor only)" },
  hintFirst: { fr: "Où regarder", en: "Where to look" },
  hintSecond: { fr: "Que faire", en: "What to do" },
  section: { fr: "Dans le dossier", en: "In the brief" },
  because: { fr: "À cause de", en: "Because of" },
  evidence: { fr: "Constats", en: "Evidence" },
  grid: { fr: "Grille du jury", en: "The jury's grid" },
  looksAt: { fr: "Ce que le jury regarde", en: "What the jury looks at" },
  comment: { fr: "Commentaire", en: "Comment" },
  commands: { fr: "Commandes exécutées", en: "Commands that were run" },
  command: { fr: "Commande", en: "Command" },
  ending: { fr: "Fin", en: "Ending" },
  seconds: { fr: "Secondes", en: "Seconds" },
  lastWords: { fr: "Derniers mots", en: "Last words" },
  observedOn: {
    fr: "Observé sur un monde caché : vos propres données d'entraînement n'y sont pas.",
    en: "Observed on a hidden world: your practice data are not in it.",
  },
  toFix: { fr: "À reprendre", en: "To be put right" },
  nothingToFix: { fr: "Rien à reprendre.", en: "Nothing to put right." },
  allPassed: { fr: "Réussi", en: "Passed" },
} as const satisfies Record<string, Told>;

/** A share as a percentage; with the space that French puts before the sign. */
export function percent(share: number | null, language: Language): string {
  if (share === null) return WORDS.unknown[language];
  return language === "fr" ? `${Math.round(share * 100)}\u00A0%` : `${Math.round(share * 100)}%`;
}

/** One word for a decision that stands, both ends for one that is still open. */
export function tellDecision({ least, most }: JudgedCompetence["decision"], language: Language): string {
  const [from, to] = [DECISION_WORDS[least][language], DECISION_WORDS[most][language]];
  if (least === most) return from;
  return language === "fr" ? `entre ${from} et ${to}` : `between ${from} and ${to}`;
}

/** A name before what it names, as each language sets its colon. */
export const label = (name: string, language: Language): string =>
  language === "fr" ? `${name}\u00A0: ` : `${name}: `;
