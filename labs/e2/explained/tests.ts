// How a candidate's tests meet their code, and so what an exam can lie about.
import type { Submission } from "@atelier/contracts/submission.ts";
import type { Told } from "@atelier/grader/told.ts";

type Style = NonNullable<Submission["tests"]>["style"];

export const TEST_STYLES_EXPLAINED: Readonly<Record<Style, Told>> = {
  "in-process": {
    fr: "Les tests appellent vos fonctions (pytest, unittest, vitest, node:test…). Dans une copie du dossier, l'examen change votre code, une faute à la fois : une comparaison, une constante, une instruction retirée, un retour vide. Les tests appellent donc le vrai code, pas une copie.",
    en: "Tests call your functions (pytest, unittest, vitest, node:test …). In a copy of the folder the exam changes your code, one fault at a time: a comparison, a constant, a statement removed, an empty return. So tests must call the real code, not a copy of it.",
  },
  http: {
    fr: "Les tests collectent aux adresses SOURCE_* de l'environnement. L'examen y met un petit monde, puis un intermédiaire qui ment : entrées perdues, répétées, abîmées ou en retard. Les tests savent ce qu'ils doivent trouver (totaux annoncés, unicité, cohérence) sans connaître ce monde.",
    en: "Tests collect from the SOURCE_* addresses in the environment. The exam puts a small world there, then a go-between that lies: inputs dropped, repeated, corrupted or late. Tests know what they must find (announced totals, uniqueness, consistency) without knowing that world.",
  },
  stdin: {
    fr: "Les tests lisent sur l'entrée standard des enregistrements bruts en lignes JSON (forme de RAW_DIR, `kind` compris), les passent dans votre nettoyage, et jugent le résultat. L'examen en donne de sains, puis de mensongers.",
    en: "Tests read raw records as JSON lines on standard input (in the form of RAW_DIR, `kind` included), pass them through your cleaning, and judge the result. The exam gives sound ones, then lying ones.",
  },
};
