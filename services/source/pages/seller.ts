// A seller's page is an empty shell: its own script computes a token, fetches the facts and writes them into the
// document. Someone without a browser must first understand the script.
import { html } from "ghtml";
import type { ListedSeller } from "@atelier/world/listing.ts";
import { sellerToken } from "../seller-token.ts";
import { layout } from "./layout.ts";

/** @param grain what the script mixes into its token; the same as long as the page is. */
export function sellerShell(sellerId: string, grain: string): string {
  return layout({
    title: "Un producteur",
    head: `<script src="/statique/vendeur.js" defer></script>\n`,
    main: html`<article id="vendeur" data-vendeur="${sellerId}" data-grain="${grain}" aria-busy="true">
      <p>Chargement de la fiche…</p>
      <noscript><p>Cette fiche a besoin de JavaScript.</p></noscript>
    </article>`,
  });
}

/** What the script receives. */
export function sellerFacts(seller: ListedSeller) {
  return {
    id: seller.sellerId,
    nom: seller.name,
    commune: seller.commune,
    departement: seller.department,
    code_postal: seller.postcode,
    inscrit_le: seller.joinedOn,
    contact: { nom: seller.contactName, telephone: seller.contactPhone },
  };
}

// `sellerToken` has no type left at run time, so its source is JavaScript. A busy answer is tried again by the page itself.
export const SELLER_SCRIPT = `"use strict";
const jeton = ${sellerToken.toString()};
const fiche = document.getElementById("vendeur");
const { vendeur, grain } = fiche.dataset;
const pause = (secondes) => new Promise((suite) => setTimeout(suite, secondes * 1000));
async function charger(essais) {
  const reponse = await fetch("/xhr/vendeurs/" + vendeur + "?jeton=" + jeton(vendeur, grain)).catch(() => null);
  if (reponse?.ok) return reponse.json();
  if (essais === 0) throw new Error("La fiche ne répond pas");
  await pause(Number(reponse?.headers.get("retry-after") ?? 1));
  return charger(essais - 1);
}
function ecrire(liste, terme, classe, valeur) {
  const dt = document.createElement("dt");
  dt.textContent = terme;
  const dd = document.createElement("dd");
  dd.className = classe;
  dd.textContent = valeur;
  liste.append(dt, dd);
}
charger(5).then((v) => {
  const titre = document.createElement("h1");
  titre.className = "nom";
  titre.textContent = v.nom;
  const liste = document.createElement("dl");
  ecrire(liste, "Commune", "commune", v.commune);
  ecrire(liste, "Code postal", "code-postal", v.code_postal);
  ecrire(liste, "Département", "departement", v.departement);
  ecrire(liste, "Sur le marché depuis", "inscrit-le", v.inscrit_le);
  ecrire(liste, "Contact", "contact", v.contact.nom + ", " + v.contact.telephone);
  fiche.replaceChildren(titre, liste);
  fiche.setAttribute("aria-busy", "false");
}).catch(() => {
  fiche.textContent = "Cette fiche est momentanément indisponible.";
  fiche.setAttribute("aria-busy", "error");
});
`;
