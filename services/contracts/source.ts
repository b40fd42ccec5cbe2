// The web of a world as the scraper meets it: origins, paths and the JSON bodies of the partner API.
// Written from the outside: what a candidate can read in the source's documentation.
import { z } from "zod";

/** Paths of the public site (`SOURCE_SITE_URL`). */
export const SITE_PATHS = {
  robots: "/robots.txt",
  sitemap: "/sitemap.xml",
  terms: "/conditions",
  /** List of a category, 20 products a page: `?page=2`. */
  category: (slug: string) => `/categories/${slug}`,
  product: (category: string, slug: string) => `/categories/${category}/${slug}`,
  /** XHR: reviews after the first five (which are in the product's HTML). */
  reviews: (reference: string, page: number) => `/xhr/produits/${reference}/avis?page=${page}`,
  seller: (sellerId: string) => `/vendeurs/${sellerId}`,
} as const;

/** Paths of the partner API (`SOURCE_PARTNER_URL`), all behind `Authorization: Bearer <SOURCE_PARTNER_KEY>`. */
export const PARTNER_PATHS = {
  orders: "/v1/commandes",
  objections: "/v1/oppositions",
  files: "/v1/fichiers",
  file: (name: string) => `/v1/fichiers/${name}`,
  events: "/v1/flux",
} as const;

export const DROP_FILES = {
  customers: "clients.csv",
  prices: "prix.jsonl.gz",
  labels: "moderation.csv",
} as const;

/** The registry (`SOURCE_REGISTRY_URL`): at most ten pages, `Crawl-delay: 1`. */
export const REGISTRY_PATHS = {
  robots: "/robots.txt",
  producers: (page: number) => `/producteurs?page=${page}`,
} as const;

/** On the site's origin, behind `X-Lab-Key`; without it the ordinary 404. In an exam only `tick` remains. */
export const LAB_PATHS = {
  audit: "/_lab/audit",
  truth: "/_lab/truth",
  tick: "/_lab/tick",
  /** `POST ?seconds=600`: for so long the world does not evolve by its own clock; 0 ends it. */
  hold: "/_lab/hold",
} as const;

const person = z.object({ compte: z.string(), nom: z.string() });

export const ReviewJson = z.object({
  id: z.string(),
  produit: z.string(),
  auteur: person,
  note: z.string(),
  texte: z.string(),
  le: z.string(),
  appareil: z.string(),
  reseau: z.string(),
});

export const ReviewsPageJson = z.object({
  avis: z.array(ReviewJson),
  suivante: z.number().int().nullable(),
});

export const OrderJson = z.object({
  id: z.string(),
  client: z.object({ nom: z.string(), email: z.string(), telephone: z.string(), adresse: z.string() }),
  passee_le: z.string(),
  modifiee_le: z.string(),
  statut: z.string(),
  total_centimes: z.number().int(),
  lignes: z.array(
    z.object({ produit: z.string(), quantite: z.string(), prix_unitaire_centimes: z.number().int() }),
  ),
});

/** `GET /v1/commandes?limite=100&curseur=…`; `suivant` is null on the last page. */
export const OrdersPageJson = z.object({
  commandes: z.array(OrderJson),
  suivant: z.string().nullable(),
});

export const ObjectionJson = z.object({
  compte: z.string(),
  emails: z.array(z.string()),
  telephones: z.array(z.string()),
  depuis: z.string(),
});
export const ObjectionsJson = z.object({ oppositions: z.array(ObjectionJson) });

export const FilesJson = z.object({
  fichiers: z.array(
    z.object({
      nom: z.string(),
      octets: z.number().int(),
      sha256: z.string(),
      modifie_le: z.string(),
    }),
  ),
});

/** `data` of a server-sent event; its `event` is the key, its `id` a sequence number. */
export const EVENT_BODIES = {
  avis: z.object({ revision: z.number().int(), recu_le: z.string(), avis: ReviewJson }),
  prix: z.object({
    recu_le: z.string(),
    produit: z.string(),
    le: z.string(),
    prix_centimes: z.number().int(),
  }),
  effacement: z.object({ recu_le: z.string(), personne: ObjectionJson }),
  /** End of the backlog: everything the world holds at this moment has been sent. Sent again after each tick. */
  "fin-du-monde": z.object({ recu_le: z.string(), tick: z.number().int() }),
} as const;

/** One line of `prix.jsonl.gz`. */
export const PriceLineJson = z.object({
  produit: z.string(),
  le: z.union([z.string(), z.number()]),
  montant: z.union([z.number(), z.string()]),
  unite: z.enum(["centimes", "euros"]),
});

/** One request as the source saw it: the audit log, one JSON line each. */
export const AuditEntry = z.object({
  /** Milliseconds since the source started, by the real clock. */
  sinceStartMs: z.number(),
  origin: z.enum(["site", "partner", "registry"]),
  method: z.string(),
  path: z.string(),
  status: z.number().int(),
  bytes: z.number().int(),
  /** The answer was sent compressed, as the request allowed. */
  compressed: z.boolean().optional(),
  userAgent: z.string(),
  /** The request carried If-None-Match or If-Modified-Since. */
  conditional: z.boolean(),
  /** What an answer that asked to wait said in Retry-After. */
  retryAfterSeconds: z.number().optional(),
  tick: z.number().int(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
