// How tests of a submission meet what they test, in the contract's words, so that they can be lied to and must notice.
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { Told } from "./told.ts";

/** The small world behind the addresses that `test` gets with the style "http": the same in practice and in an exam, for all. */
export const TESTS_WORLD = { seed: "tests", scale: 0.02 } as const;

export const TEST_STYLES: Readonly<Record<"stdin" | "http" | "in-process", Told>> = {
  stdin: {
    fr: `Les tests lancent le programme testé et lui parlent par son entrée et sa sortie standard. Devant sa ligne de commande, ils placent les mots de ${STAGE_ENVIRONMENT.testsWrapper} (une liste JSON ; absente : rien à placer). L'examen s'en sert pour perdre, répéter, altérer, retarder ou vider ce que le programme répond : les tests doivent alors échouer.`,
    en: `Tests start the tested program and speak with it by standard input and output. Before its command line they put the words of ${STAGE_ENVIRONMENT.testsWrapper} (a JSON list; where it is not set, nothing). The exam uses it to drop, repeat, corrupt, delay or empty what the program answers: tests must fail then.`,
  },
  http: {
    fr: `Les tests rencontrent les sources par les adresses SOURCE_*, qui mènent à un petit monde connu de tous (graine « ${TESTS_WORLD.seed} », échelle ${String(TESTS_WORLD.scale).replace(".", ",")}), le même à l'entraînement et à l'examen. L'examen y perd, répète, altère, vide ou refuse des réponses : les tests doivent alors échouer.`,
    en: `Tests meet the sources by the addresses SOURCE_*, which lead to a small world that everyone knows (seed “${TESTS_WORLD.seed}”, scale ${TESTS_WORLD.scale}), the same in practice and in the exam. There the exam drops, repeats, corrupts, empties or refuses answers: tests must fail then.`,
  },
  "in-process": {
    fr: "Les tests appellent le code directement. L'examen y fait de petites fautes, une à la fois (une comparaison inversée, une constante changée, une instruction retirée, `return None`), en Python, JavaScript et TypeScript : les tests doivent alors échouer. Ils doivent rester verts avec un commentaire de plus ou un autre fuseau horaire.",
    en: "Tests call the code directly. The exam makes small faults in it, one at a time (a comparison turned, a constant changed, a statement removed, `return None`), in Python, JavaScript and TypeScript: tests must fail then. They must stay green with a comment more or in another time zone.",
  },
};
