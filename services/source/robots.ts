// The crawl rules of the two public origins, as urllib.robotparser and its like read them: a rate is `100/1`
// (not `100/1s`), a delay is an integer, and a blank line ends a group.
import type { AnnouncedRate } from "./rate-limit.ts";

export const SITE_RATE: AnnouncedRate = { requests: 100, perSeconds: 1, burst: 120 };
/** Announced as `Crawl-delay: 1`; robots.txt and the first page may follow each other. */
export const REGISTRY_RATE: AnnouncedRate = { requests: 1, perSeconds: 1, burst: 3 };

/** Areas of the site that no robot may enter, and what their pages are called. */
export const FORBIDDEN_AREAS = {
  "/admin": "Espace administrateur",
  "/compte": "Mon compte",
  "/panier": "Mon panier",
  "/recherche": "Recherche",
} as const;

export function siteRobots(baseUrl: string, rateAnnounced: boolean): string {
  return `User-agent: *
${Object.keys(FORBIDDEN_AREAS)
  .map((path) => `Disallow: ${path}\n`)
  .join("")}${rateAnnounced ? `Request-rate: ${SITE_RATE.requests}/${SITE_RATE.perSeconds}\n` : ""}
Sitemap: ${baseUrl}/sitemap.xml
`;
}

export function registryRobots(rateAnnounced: boolean): string {
  return `User-agent: *
Disallow: /extraits
${rateAnnounced ? `Crawl-delay: ${REGISTRY_RATE.perSeconds / REGISTRY_RATE.requests}\n` : ""}`;
}
