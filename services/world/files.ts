// The world's files: a picture for most products and a few documents, with what must be found in them.
import { DAY, EPOCH, SECOND } from "./calendar.ts";
import type { Product } from "./products.ts";
import type { DrawsOf } from "./draws.ts";
import { identifier } from "./identifiers.ts";
import { drawPicture, type PictureType } from "./images.ts";
import { writePdf } from "./pdf.ts";
import { spread } from "./spread.ts";

export interface PictureFile {
  readonly kind: "picture";
  readonly fileId: string;
  readonly path: string;
  readonly lastModified: number;
  readonly mediaType: PictureType;
  readonly width: number;
  readonly height: number;
  readonly takenAt: number | null;
  readonly lies: boolean;
  readonly bytes: () => Uint8Array;
}

export interface DocumentFile {
  readonly kind: "document";
  readonly fileId: string;
  readonly path: string;
  readonly lastModified: number;
  readonly lines: readonly string[];
  readonly bytes: () => Uint8Array;
}

const EXTENSIONS = { "image/png": "png", "image/jpeg": "jpg" } as const;

export function makePictures(drawsOf: DrawsOf, block: number, products: readonly Product[]): PictureFile[] {
  const shown = products.filter((one) => one.imageFileId !== null);
  const lying = spread(drawsOf("defect:files", block), shown, [
    { what: "media-type-lie", count: Math.min(3, shown.length) },
  ]);
  return shown.map((product) => {
    const draws = drawsOf("picture", block, product.index);
    const mediaType = draws.chance(550) ? "image/jpeg" : "image/png";
    const lies = lying.has(product);
    const extension = EXTENSIONS[lies ? (mediaType === "image/png" ? "image/jpeg" : "image/png") : mediaType];
    const width = draws.between(64, 144);
    const height = draws.between(48, 112);
    const takenAt = draws.chance(850) ? product.listedOn - draws.below(40 * 86_400) * SECOND : null;
    return {
      kind: "picture",
      fileId: product.imageFileId!,
      path: `medias/${product.imageFileId!}.${extension}`,
      lastModified: product.listedOn + draws.below(86_400) * SECOND,
      mediaType,
      width,
      height,
      takenAt,
      lies,
      bytes: () =>
        drawPicture(drawsOf("picture:paint", block, product.index), width, height, mediaType, takenAt),
    };
  });
}

const DOCUMENTS = [
  {
    name: "charte-qualite",
    title: "Charte de qualité de la place de marché",
    lines: [
      "Les producteurs s'engagent à décrire leurs produits avec exactitude.",
      "Tout avis publié provient d'une personne qui déclare avoir goûté le produit.",
      "Les prix affichés comprennent la taxe sur la valeur ajoutée.",
      "Un produit signalé est retiré de la vente sous deux jours ouvrés.",
    ],
  },
  {
    name: "guide-moderation",
    title: "Guide de modération des avis",
    lines: [
      "Le modérateur lit l'avis, l'historique du compte et les commandes liées.",
      "Un avis n'est déclaré frauduleux qu'après deux lectures indépendantes.",
      "La note seule ne suffit jamais à écarter un avis.",
    ],
  },
  {
    name: "convention-partenariat",
    title: "Convention de partenariat pour l'audit des avis",
    lines: [
      "L'association accède aux données nécessaires à l'audit et à elles seules.",
      "Les personnes opposées au traitement ne figurent dans aucun stockage.",
      "Les commandes d'une personne effacée restent, sans lien avec elle.",
    ],
  },
] as const;

export function makeDocuments(drawsOf: DrawsOf): DocumentFile[] {
  return DOCUMENTS.map((document, index) => {
    const draws = drawsOf("document", 0, index);
    const lines = [
      document.title,
      `Référence ${identifier(drawsOf, "document", 0, index, 1)} - édition ${draws.between(2, 19)}`,
      ...document.lines,
      `Seuil d'alerte : ${draws.between(3, 40)} avis par jour et par compte.`,
    ];
    return {
      kind: "document",
      fileId: identifier(drawsOf, "document", 0, index),
      path: `documents/${document.name}.pdf`,
      lastModified: EPOCH - draws.between(20, 300) * DAY,
      lines,
      bytes: () => writePdf(document.title, lines),
    };
  });
}
