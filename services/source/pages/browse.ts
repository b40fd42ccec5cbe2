// The pages one walks through to reach a product: home and categories.
import { html } from "ghtml";
import { SITE_PATHS } from "@atelier/contracts/source.ts";
import type { CategoryEntry } from "../shelves.ts";
import { layout } from "./layout.ts";

const PRODUCTS_A_PAGE = 20;

export function homePage(categories: readonly CategoryEntry[]): string {
  return layout({
    title: "Accueil",
    main: html`<h1>Les produits de nos fermes</h1>
      <p>Fromages, miels, conserves : des producteurs français vendent ici sans intermédiaire.</p>
      <ul class="categories">
        !${categories.map(
          ({ slug, name }) =>
            html`<li><a class="categorie" href="${SITE_PATHS.category(slug)}">${name}</a></li>`,
        )}
      </ul>`,
  });
}

export function categoryPageCount(category: CategoryEntry): number {
  return Math.max(1, Math.ceil(category.products.length / PRODUCTS_A_PAGE));
}

/** @param number from 1 to `categoryPageCount` */
export function categoryPage(category: CategoryEntry, number: number): string {
  const last = categoryPageCount(category);
  const start = (number - 1) * PRODUCTS_A_PAGE;
  const path = SITE_PATHS.category(category.slug);
  const items = category.products.slice(start, start + PRODUCTS_A_PAGE).map(
    ({ page }) =>
      html`<li>
        <a class="produit" href="${SITE_PATHS.product(page.category, page.slug)}">${page.name}</a>
        <span class="prix">${page.price}</span>
      </li>`,
  );
  return layout({
    title: category.name,
    main: html`<nav class="fil" aria-label="Fil d'Ariane"><a href="/">Accueil</a></nav>
      <h1>${category.name}</h1>
      <p><a href="/recherche?categorie=${category.slug}&amp;tri=prix" rel="nofollow">Trier par prix</a></p>
      <ol class="produits" start="${start + 1}">
        !${items}
      </ol>
      <nav class="pages" aria-label="Pages">
        !${number > 1 ? html`<a rel="prev" href="${path}?page=${number - 1}">Page précédente</a>` : ""}<span
          >Page ${number} sur ${last}</span
        >
        !${number < last ? html`<a rel="next" href="${path}?page=${number + 1}">Page suivante</a>` : ""}
      </nav>`,
  });
}
