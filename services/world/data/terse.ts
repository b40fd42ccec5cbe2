// How buyers write once they have taken to their phones: the vocabulary to which a world drifts on demand.
import { lines, type Lexicon } from "../text/grammar.ts";

export const TERSE_PLEASED: Lexicon = {
  bref: lines(`tb
    top rien à dire
    jadore
    livr ok prod ok
    bcp aimé merci
    super bon mdr
    ras c nickel
    tjs aussi bon
    validé par la team
    miam miam
    oki parfait
    c bon et pas cher
    franchmt top
    je rachète direct
    qualité {6-10}/10
    reçu en {1-4}j`),
};
export const TERSE_OTHERS: Lexicon = {
  bref: lines(`bof bof
    pas ouf
    mouais
    trop cher pr ce que c
    livr {8-20}j c long
    svp remboursez
    jms reçu complet
    pas bon dsl
    nul j'ai jeté
    déçu déçu
    photo trompeuse
    c fade
    note {1-4}/10
    plus jms`),
};
