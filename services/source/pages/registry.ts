// The registry of certifications: another owner, another origin, a plain table.
import { html } from "ghtml";
import { REGISTRY_PATHS } from "@atelier/contracts/source.ts";
import type { ListedCertification } from "@atelier/world/listing.ts";

const MAX_PAGES = 10;
const ROWS_A_PAGE = 25;

/** Ten pages at most, however many certifications: pages grow before they multiply. */
export function registryPages(
  certifications: readonly ListedCertification[],
): readonly (readonly ListedCertification[])[] {
  const size = Math.max(ROWS_A_PAGE, Math.ceil(certifications.length / MAX_PAGES));
  const pages = [];
  for (let start = 0; start < Math.max(1, certifications.length); start += size) {
    pages.push(certifications.slice(start, start + size));
  }
  return pages;
}

/** @param number from 1 to `last` */
export function registryPage(rows: readonly ListedCertification[], number: number, last: number): string {
  return registryLayout(
    html`<table class="certifications">
        <caption>
          Certifications en cours, page ${number} sur ${last}
        </caption>
        <thead>
          <tr>
            <th scope="col">Producteur</th>
            <th scope="col">Nom</th>
            <th scope="col">Label</th>
            <th scope="col">Valable jusqu'au</th>
          </tr>
        </thead>
        <tbody>
          !${rows.map(
            (row) =>
              html`<tr data-producteur="${row.sellerId}">
                <td class="identifiant">${row.sellerId}</td>
                <td class="nom">${row.sellerName}</td>
                <td class="label">${row.label}</td>
                <td class="validite">${row.validUntil}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <nav aria-label="Pages">
        !${number > 1 ? html`<a rel="prev" href="${REGISTRY_PATHS.producers(number - 1)}">Précédente</a>` : ""}!${number < last ? html`<a rel="next" href="${REGISTRY_PATHS.producers(number + 1)}">Suivante</a>` : ""}<a
          href="/extraits"
          rel="nofollow"
          >Extraits certifiés</a
        >
      </nav>`,
  );
}

export function registryLayout(body: string): string {
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <title>Registre des labels agricoles</title>
        <link rel="icon" href="data:," />
      </head>
      <body>
        <h1>Registre des labels agricoles</h1>
        !${body}
      </body>
    </html> `;
}
