// A product's page: its fields in semantic markup, and its first five reviews.
// Under another name the formatter leaves a template alone: broken markup must stay broken.
import { html, html as asWritten } from "ghtml";
import { SITE_PATHS } from "@atelier/contracts/source.ts";
import type { ListedProductPage } from "@atelier/world/listing.ts";
import type { ReviewBody } from "../displayed-json.ts";
import { layout } from "./layout.ts";

export const REVIEWS_IN_PAGE = 5;

export interface ProductView {
  readonly page: ListedProductPage;
  readonly categoryName: string;
  /** As shown by the seller; the id when the seller has no page. */
  readonly sellerName: string;
  readonly imagePath: string | null;
  /** The first ones. */
  readonly reviews: readonly ReviewBody[];
  readonly reviewCount: number;
}

export function productPage(view: ProductView): string {
  const { page, categoryName, imagePath, reviews, reviewCount } = view;
  return layout({
    title: page.name,
    main: html`<nav class="fil" aria-label="Fil d'Ariane">
        <a href="/">Accueil</a> › <a href="${SITE_PATHS.category(page.category)}">${categoryName}</a>
      </nav>
      <article
        class="produit"
        itemscope
        itemtype="https://schema.org/Product"
        data-page="${page.category}/${page.slug}"
      >
        <h1 itemprop="name">${page.name}</h1>
        !${imagePath === null ? "" : html`<img itemprop="image" src="/${imagePath}" alt="Photographie du produit" data-fichier="${page.imageFileId}" />`}!${page.descriptionHtml === null ? "" : `\n<div itemprop="description">${page.descriptionHtml}</div>`}
        !${page.brokenMarkup ? brokenFacts(view) : facts(view)}
        <p><a href="/panier/ajouter?ref=${page.reference}" rel="nofollow">Ajouter au panier</a></p>
      </article>
      <section id="avis" data-total="${reviewCount}" data-suite="${SITE_PATHS.reviews(page.reference, 1)}">
        <h2>Avis des clients (${reviewCount})</h2>
        !${reviews.map(review)}
      </section>`,
  });
}

function facts({ page, sellerName }: ProductView): string {
  const quantity =
    page.quantity === null
      ? ""
      : html`<dt>Quantité nette</dt>
          <dd class="quantite">${page.quantity}</dd>`;
  return html`<dl class="fiche">
    <dt>Référence</dt>
    <dd itemprop="sku">${page.reference}</dd>
    <dt>Prix</dt>
    <dd itemprop="offers" itemscope itemtype="https://schema.org/Offer">
      <span itemprop="price">${page.price}</span>
    </dd>
    <dt>TVA</dt>
    <dd class="tva">${page.vat}</dd>
    !${quantity}
    <dt>En ligne depuis</dt>
    <dd class="mise-en-ligne">${page.listedOn}</dd>
    <dt>Vendu par</dt>
    <dd>
      <a class="vendeur" data-vendeur="${page.sellerId}" href="${SITE_PATHS.seller(page.sellerId)}"
        >${sellerName}</a
      >
    </dd>
  </dl>`;
}

/** The same facts as an old template of the site wrote them: nothing closed, stray end tags, bare attributes. */
function brokenFacts({ page, sellerName }: ProductView): string {
  const quantity =
    page.quantity === null ? "" : asWritten`<dt>Quantité nette<dd class=quantite>${page.quantity}</dd>`;
  return asWritten`<div class=encart><p>Fiche produit
<dl class=fiche>
<dt>Référence<dd itemprop=sku>${page.reference}</dd>
<dt><b>Prix</dt><dd itemprop=offers itemscope><span itemprop=price>${page.price}</dd></font>
<dt>TVA<dd class=tva>${page.vat}</dd>
!${quantity}
<dt>En ligne depuis<dd class=mise-en-ligne>${page.listedOn}</dd></center>
<dt>Vendu par<dd><a class=vendeur data-vendeur="${page.sellerId}" href="${SITE_PATHS.seller(page.sellerId)}">${sellerName}</a></b>
</dl>`;
}

function review(body: ReviewBody): string {
  return html`<article
    class="avis"
    data-avis="${body.id}"
    data-produit="${body.produit}"
    data-compte="${body.auteur.compte}"
    data-appareil="${body.appareil}"
    data-reseau="${body.reseau}"
  >
    <h3><span class="auteur">${body.auteur.nom}</span> — <span class="note">${body.note}</span></h3>
    <p class="date">${body.le}</p>
    <p class="texte">${body.texte}</p>
  </article>`;
}
