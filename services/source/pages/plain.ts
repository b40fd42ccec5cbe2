// Pages of words: terms, the areas that robots.txt forbids, and errors.
import { html } from "ghtml";
import { layout } from "./layout.ts";

/** @param documents paths of the files that the terms refer to */
export function termsPage(documents: readonly { path: string; fileId: string }[]): string {
  return layout({
    title: "Conditions générales et données personnelles",
    main: html`<h1>Conditions générales et données personnelles</h1>
      <h2>Collecte automatisée</h2>
      <p>
        La collecte est ouverte aux partenaires dans les limites de <a href="/robots.txt">robots.txt</a>. Un
        robot se nomme par un agent honnête qui donne un moyen de le joindre, respecte la cadence annoncée et
        l'en-tête Retry-After, n'entre pas dans les espaces interdits, et préfère les requêtes
        conditionnelles. Toute extraction d'une partie substantielle de la base sans accord reste réservée
        (articles L. 341-1 et suivants du code de la propriété intellectuelle).
      </p>
      <h2>Vos données</h2>
      <p>
        Les avis et les fiches montrent des données de personnes. Un partenaire ne traite que celles dont il a
        besoin, les pseudonymise avant tout stockage, et ne conserve rien des personnes qui se sont opposées
        (interface partenaire, « oppositions ») ni de celles dont le flux annonce l'effacement.
      </p>
      <h2>Dates et heures</h2>
      <p>
        Un instant affiché sans fuseau est à l'heure de Paris. Les dates de prise de vue des photographies
        sont en temps universel (UTC).
      </p>
      <h2>Documents</h2>
      <ul class="documents">
        !${documents.map(({ path, fileId }) => html`<li><a class="document" data-fichier="${fileId}" href="/${path}">${path.split("/").at(-1)}</a></li>`)}
      </ul>`,
  });
}

/** These answer like any page, so that a robot that should not be here is seen in the audit log. */
export function forbiddenAreaPage(title: string): string {
  return layout({
    title,
    head: `<meta name="robots" content="noindex, nofollow">\n`,
    main: html`<h1>${title}</h1>
      <p>Cet espace est réservé aux visiteurs identifiés. <a href="/">Retour à l'accueil</a></p>`,
  });
}

/** Says nothing of the request, so that all are alike. */
export function errorPage(title: string): string {
  return layout({
    title,
    main: html`<h1>${title}</h1>
      <p><a href="/">Retour à l'accueil</a></p>`,
  });
}
