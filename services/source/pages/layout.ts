// The frame of every page of the site.
// In `html`, a value is escaped unless its placeholder follows an exclamation mark: never write French "!" before one.
import { html } from "ghtml";
import { SITE_PATHS } from "@atelier/contracts/source.ts";

export interface PageParts {
  readonly title: string;
  /** HTML. */
  readonly main: string;
  /** HTML for the head: scripts, robots meta. */
  readonly head?: string;
}

export function layout({ title, main, head = "" }: PageParts): string {
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} — Les Halles d'Orvanne</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/statique/site.css" />
        !${head}
      </head>
      <body>
        <header class="entete">
          <a class="marque" href="/">Les Halles d'Orvanne</a>
          <form action="/recherche" method="get" role="search">
            <label>Rechercher <input type="search" name="q" /></label>
          </form>
          <nav aria-label="Compte"><a href="/compte">Mon compte</a> <a href="/panier">Mon panier</a></nav>
        </header>
        <main>!${main}</main>
        <footer>
          <a href="${SITE_PATHS.terms}">Conditions générales et données personnelles</a>
          <a href="/admin/connexion" rel="nofollow">Espace administrateur</a>
        </footer>
      </body>
    </html> `;
}

export const STYLESHEET = `body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:auto;padding:0 1rem;color:#222}
.entete{display:flex;flex-wrap:wrap;gap:1rem;align-items:center;border-bottom:1px solid #999;padding:.5rem 0}
.marque{font-size:1.3rem;font-weight:bold;color:#14532d;text-decoration:none}
dt{font-weight:bold}dd{margin:0 0 .5rem}
.avis{border-top:1px solid #ccc;padding:.5rem 0}
footer{border-top:1px solid #999;margin-top:2rem;padding:1rem 0;display:flex;gap:1rem}
`;
