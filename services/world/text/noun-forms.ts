// A product's noun with its articles and pronouns: "ce miel", "l'huile", "ces pommes".
import type { ProductKind } from "../data/products.ts";
import type { Agreement, Lexicon } from "./grammar.ts";

export interface Noun {
  readonly kind: ProductKind;
  /** "de lavande" */
  readonly complement: string;
  /** "du Vercors" */
  readonly origin: string;
}

export interface NounForms {
  readonly agreement: Agreement;
  readonly lexicon: Lexicon;
}

/** "cet ail", "l'huile", but "ce haricot". */
const startsWithVowel = (head: string): boolean => /^(?:[aeiouâéœ]|huile)/.test(head);

/** The products of a block are few and written of often. */
const known = new WeakMap<Noun, NounForms>();

export function nounForms(noun: Noun): NounForms {
  const forms = known.get(noun) ?? makeForms(noun);
  known.set(noun, forms);
  return forms;
}

function makeForms({ kind, complement, origin }: Noun): NounForms {
  const { head, gender, plural } = kind;
  const vowel = startsWithVowel(head);
  const masculine = gender === "m";
  const the = plural ? "les " : vowel ? "l'" : masculine ? "le " : "la ";
  const demonstrative = plural ? "ces " : masculine ? (vowel ? "cet " : "ce ") : "cette ";
  const pronoun = (masculine ? "il" : "elle") + (plural ? "s" : "");
  const named = `${demonstrative}${head}`;
  return {
    agreement: { gender, plural },
    lexicon: {
      ce: [named, `${named} ${complement}`, `${named} ${origin}`],
      ceCourt: [named],
      le: [the + head],
      il: [pronoun],
      l: [plural ? "les " : "l'"],
      pro: [plural ? "les" : masculine ? "le" : "la"],
      celui: [masculine ? (plural ? "ceux" : "celui") : plural ? "celles" : "celle"],
    },
  };
}
