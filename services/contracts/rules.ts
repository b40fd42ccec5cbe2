// The catalogue of cleaning rules: one per class of defect that a world injects. Candidates are told `told`;
// the truth names each damaged instance by `id`; reports count by it.
import type { Kind } from "./kinds.ts";

interface Rule {
  /** Which service applies it: the scraper only what cannot wait (personal data, bytes), loaders what needs state. */
  readonly owner: "scraper" | "normaliser" | "loader";
  readonly kinds: readonly Kind[];
  readonly outcome: "repaired" | "rejected";
  readonly told: { readonly fr: string; readonly en: string };
}

export const RULES = {
  // Text
  spaces: {
    owner: "normaliser",
    kinds: ["products", "sellers"],
    outcome: "repaired",
    told: {
      fr: "Dans un nom, toute suite d'espaces (insécables compris) vaut une espace simple ; aucune au début ni à la fin.",
      en: "In a name, any run of spaces (no-break ones too) is one plain space; none at either end.",
    },
  },
  apostrophe: {
    owner: "normaliser",
    kinds: ["products", "sellers"],
    outcome: "repaired",
    told: {
      fr: "Dans un nom, l'apostrophe typographique (’) devient l'apostrophe droite (').",
      en: "In a name, the typographic apostrophe (’) becomes the straight one (').",
    },
  },
  "double-entity": {
    owner: "normaliser",
    kinds: ["products"],
    outcome: "repaired",
    told: {
      fr: "Une description qui montre encore des entités HTML (&eacute;) a été échappée deux fois : la décoder une fois de plus.",
      en: "A description that still shows HTML entities (&eacute;) was escaped twice: decode it once more.",
    },
  },
  mojibake: {
    owner: "normaliser",
    kinds: ["reviews"],
    outcome: "repaired",
    told: {
      fr: "Un avis dont l'UTF-8 a été lu comme du Windows-1252 (« dÃ©licieux ») est relu correctement.",
      en: "A review whose UTF-8 was read as Windows-1252 (“dÃ©licieux”) is read again properly.",
    },
  },
  "text-markup": {
    owner: "normaliser",
    kinds: ["reviews"],
    outcome: "repaired",
    told: {
      fr: "Une balise HTML restée dans le texte d'un avis (<br />, <b>) devient une espace simple ; les espaces voisines fusionnent.",
      en: "An HTML tag left in a review's text (<br />, <b>) becomes one plain space, merged with its neighbours.",
    },
  },
  "text-contact": {
    owner: "scraper",
    kinds: ["reviews"],
    outcome: "repaired",
    told: {
      fr: "Dans un avis, une adresse électronique devient [e-mail] et un numéro de téléphone [téléphone], avant tout stockage.",
      en: "In a review, an e-mail address becomes [e-mail] and a phone number [téléphone], before anything is stored.",
    },
  },
  "missing-marker": {
    owner: "normaliser",
    kinds: ["reviews", "products"],
    outcome: "repaired",
    told: {
      fr: "« N/A », « NC », « - » et « (vide) » veulent dire : valeur absente (texte d'un avis, quantité d'un produit).",
      en: "“N/A”, “NC”, “-” and “(vide)” mean: no value (a review's text, a product's quantity).",
    },
  },
  cp1252: {
    owner: "scraper",
    kinds: ["customers"],
    outcome: "repaired",
    told: {
      fr: "Le fichier clients se dit latin-1 ; c'est du Windows-1252 (œ, €, Œ dans les points de retrait).",
      en: "The customers file says latin-1; it is Windows-1252 (œ, €, Œ in pick-up points).",
    },
  },
  // Numbers
  "price-comma": {
    owner: "normaliser",
    kinds: ["products"],
    outcome: "repaired",
    told: {
      fr: "Un prix peut porter une virgule décimale : « 12,50 € » vaut 1250 centimes.",
      en: "A price may have a decimal comma: “12,50 €” is 1250 cents.",
    },
  },
  "price-thousands": {
    owner: "normaliser",
    kinds: ["products"],
    outcome: "repaired",
    told: {
      fr: "Un prix peut séparer les milliers par une espace, insécable ou fine : « 1 250.00 € ».",
      en: "A price may separate thousands by a space, no-break or narrow: “1 250.00 €”.",
    },
  },
  "vat-fraction": {
    owner: "normaliser",
    kinds: ["products"],
    outcome: "repaired",
    told: {
      fr: "Un taux de TVA sans « % » est une fraction : 0.055 vaut 5,5 %.",
      en: "A VAT rate without “%” is a fraction: 0.055 is 5.5 %.",
    },
  },
  "unit-kilograms": {
    owner: "normaliser",
    kinds: ["products"],
    outcome: "repaired",
    told: {
      fr: "Un poids peut être en kilogrammes : « 1.5 kg » vaut 1500 g.",
      en: "A weight may be in kilograms: “1.5 kg” is 1500 g.",
    },
  },
  "unit-litres": {
    owner: "normaliser",
    kinds: ["products"],
    outcome: "repaired",
    told: {
      fr: "Un volume peut être en litres ou en centilitres : « 0.75 l » et « 75 cl » valent 750 ml.",
      en: "A volume may be in litres or centilitres: “0.75 l” and “75 cl” are 750 ml.",
    },
  },
  "rating-fraction": {
    owner: "normaliser",
    kinds: ["reviews"],
    outcome: "repaired",
    told: { fr: "« 4/5 » est la note 4.", en: "“4/5” is the rating 4." },
  },
  "rating-out-of-range": {
    owner: "normaliser",
    kinds: ["reviews"],
    outcome: "rejected",
    told: {
      fr: "Un avis dont la note n'est pas un entier de 1 à 5 est rejeté.",
      en: "A review whose rating is not a whole number from 1 to 5 is rejected.",
    },
  },
  "quantity-text": {
    owner: "normaliser",
    kinds: ["orders"],
    outcome: "repaired",
    told: {
      fr: "Une quantité peut être écrite « x3 » ou « 3 unités » : c'est 3.",
      en: "A quantity may be written “x3” or “3 unités”: it is 3.",
    },
  },
  "quantity-negative": {
    owner: "normaliser",
    kinds: ["orders"],
    outcome: "rejected",
    told: {
      fr: "Une commande dont une ligne a une quantité nulle ou négative est rejetée en entier.",
      en: "An order with a line of zero or negative quantity is rejected whole.",
    },
  },
  "total-mismatch": {
    owner: "normaliser",
    kinds: ["orders"],
    outcome: "repaired",
    told: {
      fr: "Le total d'une commande est la somme de ses lignes ; un total affiché différent est corrigé.",
      en: "An order's total is the sum of its lines; a different total on display is corrected.",
    },
  },
  "decimal-comma": {
    owner: "normaliser",
    kinds: ["customers"],
    outcome: "repaired",
    told: {
      fr: "Le solde de fidélité peut porter une virgule décimale : « 3,20 » vaut 320 centimes.",
      en: "A loyalty balance may have a decimal comma: “3,20” is 320 cents.",
    },
  },
  "price-not-positive": {
    owner: "normaliser",
    kinds: ["prices"],
    outcome: "rejected",
    told: {
      fr: "Un relevé de prix nul ou négatif est rejeté.",
      en: "A price record of zero or less is rejected.",
    },
  },
  "price-unit": {
    owner: "normaliser",
    kinds: ["prices"],
    outcome: "repaired",
    told: {
      fr: "Un relevé dont l'unité est « euros » se convertit en centimes.",
      en: "A price record whose unit is “euros” is converted to cents.",
    },
  },
  // Dates
  "date-slash": {
    owner: "normaliser",
    kinds: ["products"],
    outcome: "repaired",
    told: {
      fr: "« 04/03/2026 » est le 4 mars 2026 (jour, mois, année).",
      en: "“04/03/2026” is 4 March 2026 (day, month, year).",
    },
  },
  "date-words": {
    owner: "normaliser",
    kinds: ["products"],
    outcome: "repaired",
    told: {
      fr: "« 4 mars 2026 » et « 1er mars 2026 » sont des dates.",
      en: "“4 mars 2026” and “1er mars 2026” are dates.",
    },
  },
  "date-short-year": {
    owner: "normaliser",
    kinds: ["products"],
    outcome: "repaired",
    told: {
      fr: "« 04.03.26 » est le 4 mars 2026.",
      en: "“04.03.26” is 4 March 2026.",
    },
  },
  "date-impossible": {
    owner: "normaliser",
    kinds: ["customers"],
    outcome: "rejected",
    told: {
      fr: "Une fiche client dont la date n'existe pas (31 février) est rejetée.",
      en: "A customer record whose date does not exist (31 February) is rejected.",
    },
  },
  "date-future": {
    owner: "normaliser",
    kinds: ["reviews"],
    outcome: "rejected",
    told: {
      fr: "Un avis daté de plus d'un jour après sa collecte (l'horloge du site) est rejeté.",
      en: "A review dated more than a day after it was collected (by the site's clock) is rejected.",
    },
  },
  "date-epoch": {
    owner: "normaliser",
    kinds: ["prices"],
    outcome: "repaired",
    told: {
      fr: "Un instant en chiffres seuls est un nombre de millisecondes depuis 1970, UTC.",
      en: "An instant in digits alone is milliseconds since 1970, UTC.",
    },
  },
  "time-zone-missing": {
    owner: "normaliser",
    kinds: ["orders"],
    outcome: "repaired",
    told: {
      fr: "Un instant sans fuseau (« 2026-03-04 14:05:00 ») est à l'heure de Paris ; on le range en UTC.",
      en: "An instant without a zone (“2026-03-04 14:05:00”) is Paris time; it is stored in UTC.",
    },
  },
  "clock-skew": {
    owner: "normaliser",
    kinds: ["reviews"],
    outcome: "repaired",
    told: {
      fr: "Dans le flux, si l'horloge de l'appareil s'écarte de plus d'une heure de l'heure de réception, c'est celle-ci qui vaut.",
      en: "In the stream, when the device's clock is more than an hour off the time of receipt, the latter holds.",
    },
  },
  // Geography
  "postcode-short": {
    owner: "normaliser",
    kinds: ["sellers"],
    outcome: "repaired",
    told: {
      fr: "Un code postal de quatre chiffres a perdu son zéro : « 1000 » est 01000.",
      en: "A postcode of four digits has lost its zero: “1000” is 01000.",
    },
  },
  "department-corsica": {
    owner: "normaliser",
    kinds: ["sellers"],
    outcome: "repaired",
    told: {
      fr: "Le département « 20 » n'existe plus : 2A si le code postal commence par 200 ou 201, sinon 2B.",
      en: "Department “20” is no more: 2A when the postcode begins with 200 or 201, else 2B.",
    },
  },
  "commune-merged": {
    owner: "normaliser",
    kinds: ["sellers"],
    outcome: "repaired",
    told: {
      fr: "Une commune fusionnée prend le nom de la commune nouvelle (table jointe au contrat).",
      en: "A merged commune takes the new commune's name (table in the contract).",
    },
  },
  // Persons and vocabulary
  "phone-international": {
    owner: "scraper",
    kinds: ["customers"],
    outcome: "repaired",
    told: {
      fr: "Un téléphone se normalise en +33 suivi de neuf chiffres, qu'il commence par 0, +33, 0033 ou porte des points et des espaces.",
      en: "A phone number is normalised to +33 and nine digits, whether it begins with 0, +33, 0033 or has dots and spaces.",
    },
  },
  "email-case": {
    owner: "scraper",
    kinds: ["customers"],
    outcome: "repaired",
    told: {
      fr: "Une adresse électronique se normalise en minuscules, sans espace autour ni « mailto: ».",
      en: "An e-mail address is normalised to lower case, with no space around it and no “mailto:”.",
    },
  },
  "customer-duplicate": {
    owner: "loader",
    kinds: ["customers"],
    outcome: "repaired",
    told: {
      fr: "Deux fiches de même e-mail ou de même téléphone sont un seul client. La fiche la plus récemment mise à jour donne chaque valeur ; la plus ancienne donne l'identifiant et la date de création.",
      en: "Two records with the same e-mail or the same phone are one customer. The most recently updated record gives each value; the oldest gives the id and the date of creation.",
    },
  },
  "boolean-french": {
    owner: "normaliser",
    kinds: ["customers"],
    outcome: "repaired",
    told: {
      fr: "« oui », « non », « O », « N » valent 1 et 0.",
      en: "“oui”, “non”, “O”, “N” are 1 and 0.",
    },
  },
  "status-synonym": {
    owner: "normaliser",
    kinds: ["orders"],
    outcome: "repaired",
    told: {
      fr: "Un statut peut être en français, quelle que soit la casse : passée, expédiée, livrée, annulée.",
      en: "A status may be in French, in any case: passée, expédiée, livrée, annulée.",
    },
  },
  // Files and streams
  "duplicate-row": {
    owner: "loader",
    kinds: ["customers"],
    outcome: "repaired",
    told: {
      fr: "Une ligne répétée à l'identique dans un fichier compte une fois.",
      en: "A line repeated in a file counts once.",
    },
  },
  "json-truncated": {
    owner: "scraper",
    kinds: ["prices"],
    outcome: "rejected",
    told: {
      fr: "Une ligne JSON coupée est rejetée ; les autres lignes du fichier sont gardées.",
      en: "A JSON line cut short is rejected; the file's other lines are kept.",
    },
  },
  "media-type-lie": {
    owner: "scraper",
    kinds: ["files"],
    outcome: "repaired",
    told: {
      fr: "Le type d'une image est celui de ses octets, non celui de son extension.",
      en: "An image's type is that of its bytes, not of its extension.",
    },
  },
  orphan: {
    owner: "loader",
    kinds: ["prices", "orders", "labels"],
    outcome: "rejected",
    told: {
      fr: "Un prix ou une ligne de commande d'un produit inconnu, une étiquette d'un avis inconnu : mis de côté tant que le parent manque.",
      en: "A price or an order line of an unknown product, a label of an unknown review: set aside as long as the parent is missing.",
    },
  },
  "product-two-categories": {
    owner: "loader",
    kinds: ["products"],
    outcome: "repaired",
    told: {
      fr: "Deux pages de même référence sont un seul produit, dans deux catégories.",
      en: "Two pages with the same reference are one product, in two categories.",
    },
  },
  "page-overlap": {
    owner: "loader",
    kinds: ["orders"],
    outcome: "repaired",
    told: {
      fr: "Une commande rendue par deux pages de l'API compte une fois.",
      en: "An order returned by two pages of the API counts once.",
    },
  },
  "stream-duplicate": {
    owner: "loader",
    kinds: ["prices"],
    outcome: "repaired",
    told: {
      fr: "Un événement reçu deux fois compte une fois.",
      en: "An event received twice counts once.",
    },
  },
  "stream-disorder": {
    owner: "loader",
    kinds: ["reviews"],
    outcome: "repaired",
    told: {
      fr: "Un avis corrigé par son auteur porte une révision ; la plus grande vaut, quel que soit l'ordre d'arrivée.",
      en: "A review that its author corrected has a revision; the largest holds, whatever the order of arrival.",
    },
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;
export const RULE_IDS = Object.keys(RULES) as [RuleId, ...RuleId[]];

/** Rules that are on. All of them, except in the test that switches each off in turn. */
export type RuleSet = ReadonlySet<RuleId>;
export const ALL_RULES: RuleSet = new Set(RULE_IDS);

/**
 * Communes that were merged, and the commune nouvelle's name (public fact: décrets of 2015–2019,
 * Code officiel géographique). Told to candidates.
 */
export const MERGED_COMMUNES: Readonly<Record<string, string>> = {
  "Cherbourg-Octeville": "Cherbourg-en-Cotentin",
  Tourlaville: "Cherbourg-en-Cotentin",
  "Équeurdreville-Hainneville": "Cherbourg-en-Cotentin",
  "Le Chesnay": "Le Chesnay-Rocquencourt",
  Évry: "Évry-Courcouronnes",
  Courcouronnes: "Évry-Courcouronnes",
  "Annecy-le-Vieux": "Annecy",
  Seynod: "Annecy",
  Chemillé: "Chemillé-en-Anjou",
  Beaupréau: "Beaupréau-en-Mauges",
  Segré: "Segré-en-Anjou Bleu",
  Baugé: "Baugé-en-Anjou",
};
