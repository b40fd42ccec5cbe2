// The sources of the case, each with what its collection most often fails on.
import { collectedFrom } from "./collected-from.ts";

export const COLLECTION = [
  collectedFrom({
    id: "C6.1-catalogue",
    from: [["catalogue-pages", "products"]],
    weight: 2,
    title: { fr: "Les pages des produits sont collectées", en: "The product pages are collected" },
    hints: [
      {
        fr: "Comparez le nombre de pages de produits avec le plan du site.",
        en: "Compare the number of product pages with the site map.",
      },
      {
        fr: "Une liste a plusieurs pages de 20, et un produit peut être dans deux catégories : sa page y est deux fois, sous deux identifiants référence~catégorie.",
        en: "A list has several pages of 20, and a product may be in two categories: its page is there twice, under two ids reference~category.",
      },
    ],
  }),
  collectedFrom({
    id: "C6.1-rendered",
    from: [["seller-pages", "sellers"]],
    weight: 1,
    title: {
      fr: "Les pages des producteurs, rendues par JavaScript, sont collectées",
      en: "The sellers' pages, rendered by JavaScript, are collected",
    },
    hints: [
      {
        fr: "Le HTML reçu ne contient pas encore les données.",
        en: "The HTML as received does not have the data yet.",
      },
      {
        fr: "Laissez un navigateur exécuter la page, ou lisez ce que son script lit.",
        en: "Have a browser run the page, or read what its script reads.",
      },
    ],
  }),
  collectedFrom({
    id: "C6.1-reviews",
    from: [["review-pages", "reviews"]],
    weight: 2,
    title: { fr: "Les avis des pages sont collectés", en: "The reviews of the pages are collected" },
    hints: [
      {
        fr: "La page d'un produit ne montre que ses cinq premiers avis.",
        en: "A product's page shows its first five reviews only.",
      },
      {
        fr: "Suivez l'appel XHR, de page en page, jusqu'à ce que « suivante » soit nul.",
        en: "Follow the XHR call, page by page, until `suivante` is null.",
      },
    ],
  }),
  collectedFrom({
    id: "C6.1-api",
    from: [["partner-orders", "orders"]],
    weight: 2,
    title: {
      fr: "Les commandes de l'API partenaire sont collectées",
      en: "The orders of the partner API are collected",
    },
    hints: [
      {
        fr: "L'API répond parfois 429 ou 503 ; un curseur mène à la page suivante.",
        en: "The API answers 429 or 503 now and then; a cursor leads to the next page.",
      },
      {
        fr: "Attendez ce que dit Retry-After, recommencez, et ne vous arrêtez que si « suivant » est nul.",
        en: "Wait for as long as Retry-After says, try again, and stop only when `suivant` is null.",
      },
    ],
  }),
  collectedFrom({
    id: "C6.1-csv",
    from: [
      ["drop-customers", "customers"],
      ["drop-labels", "labels"],
    ],
    weight: 1,
    title: { fr: "Les fichiers CSV sont collectés", en: "The CSV files are collected" },
    hints: [
      {
        fr: "Clients et étiquettes viennent du dépôt de fichiers de l'API.",
        en: "Customers and labels come from the API's file drop.",
      },
      {
        fr: "Séparateur « ; », encodage Windows-1252 pour les clients ; l'identifiant est celui de la fiche, ou de l'avis.",
        en: "Separator `;`, Windows-1252 for the customers; the id is the record's, or the review's.",
      },
    ],
  }),
  collectedFrom({
    id: "C6.1-json-lines",
    from: [["drop-prices", "prices"]],
    weight: 1,
    title: {
      fr: "Le fichier compressé des prix est collecté",
      en: "The compressed file of prices is collected",
    },
    hints: [
      {
        fr: "Une ligne coupée n'empêche pas de lire les autres.",
        en: "A line cut short does not keep the others from being read.",
      },
      {
        fr: "Identifiant : produit~instant, tel qu'il est écrit dans la ligne.",
        en: "The id is product~instant, as the line writes it.",
      },
    ],
  }),
  collectedFrom({
    id: "C6.1-images",
    from: [["media", "files"]],
    weight: 1,
    title: { fr: "Les images sont collectées", en: "The images are collected" },
    hints: [
      {
        fr: "Chaque page de produit nomme son image.",
        en: "Each product page names its image.",
      },
      {
        fr: "Gardez les octets tels quels, avec leur empreinte ; au-delà de 256 Ko, une référence suffit.",
        en: "Keep the bytes as they are, with their hash; beyond 256 KB a reference will do.",
      },
    ],
  }),
  collectedFrom({
    id: "C6.1-documents",
    from: [["documents", "files"]],
    weight: 1,
    title: { fr: "Les documents PDF sont collectés", en: "The PDF documents are collected" },
    hints: [
      { fr: "Le plan du site les nomme.", en: "The site map names them." },
      {
        fr: "Gardez le fichier et son texte.",
        en: "Keep the file and its text.",
      },
    ],
  }),
  collectedFrom({
    id: "C6.1-events",
    from: [
      ["events", "reviews"],
      ["events", "prices"],
    ],
    weight: 2,
    title: { fr: "Le flux d'événements est collecté", en: "The stream of events is collected" },
    hints: [
      {
        fr: "Le flux rejoue tout son passé, puis continue.",
        en: "The stream replays all its past, then goes on.",
      },
      {
        fr: "Lisez jusqu'à l'événement « fin-du-monde » ; après une coupure, reprenez avec Last-Event-ID.",
        en: "Read up to the event `fin-du-monde`; after a break, go on with Last-Event-ID.",
      },
    ],
  }),
  collectedFrom({
    id: "C6.1-registry",
    from: [["registry", "certifications"]],
    weight: 1,
    title: {
      fr: "Le registre des certifications est collecté",
      en: "The registry of certifications is collected",
    },
    hints: [
      {
        fr: "Le registre est une seconde origine, avec ses propres règles d'exploration.",
        en: "The registry is a second origin, with crawl rules of its own.",
      },
      {
        fr: "Une page par seconde, jusqu'à la dernière ; identifiant : producteur~label.",
        en: "A page a second, up to the last; the id is seller~label.",
      },
    ],
  }),
] as const;
