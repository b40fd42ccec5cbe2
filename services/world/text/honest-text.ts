// What a buyer writes of a product. Composed from so many independent parts that no two buyers say the same at length.
import { CATEGORY_WORDS } from "../data/review-categories.ts";
import { COMMON } from "../data/review-common.ts";
import { DISAPPOINTED, LUKEWARM, PLEASED } from "../data/review-moods.ts";
import type { Draws } from "../draws.ts";
import { expandList, lines, polish, type Lexicon, type Writer } from "./grammar.ts";
import { nounForms, type Noun } from "./noun-forms.ts";

type Mood = "pleased" | "lukewarm" | "disappointed";
const MOODS: Readonly<Record<Mood, Lexicon>> = {
  pleased: PLEASED,
  lukewarm: LUKEWARM,
  disappointed: DISAPPOINTED,
};
const moodOf = (rating: number): Mood =>
  rating >= 4 ? "pleased" : rating === 3 ? "lukewarm" : "disappointed";

/** Sentences of more than eight words. */
const LONG: Lexicon = {
  phraseContexte: lines(`{achat} {ce} {quand}, {motif}, et {reaction}.
    {quand}, {achat} {ce} {motif} : {reaction}.
    {achat} {ce} {motif} ; {servi} {usage}, {reaction}.
    {motif}, {achat} {ce} {quand}, et {reaction}.
    {quand}, {motif}, {achat} {ce}.`),
  phraseGout: lines(`{il} <est|sont> {qualite}, {rappel} {arome} et de {arome}, {finale}.
    @servi {usage}, {le} {rappelle} {arome}, {finale}.
    {ce}, {qualite} et {qualite}, <est|sont> {comparaison}, {finale}.
    on retrouve un goût de {arome}, puis de {arome}, {finale} ; {piece}, {reaction}.
    @goûté {usage} {quand} : {qualite}, {comparaison}.
    {proche} {trouve} {ce} {qualite}, {rappel} {arome}, {finale}.`),
  phraseUsage: lines(`{servi} {usage} {quand}, puis {usage}, et {reaction}.
    {piece}, {servi} surtout {usage} ; {proche} {pro} préfère {usage}.
    {proche} {lutilise} {usage}, moi {usage}, {finale}.
    @essayé {usage} pour {evenement}, {finale}.
    {usage}, {le} <est|sont> {qualite}, {finale} ; {reaction}.`),
  phraseLivraison: lines(`{colis} avec {ce} {arrive} {delai} {point}, {emballage}.
    récupéré {point} {delai}, {emballage} ; {suiteColis}, {le} {usage} {attendra}.
    {colis} avec {ce} {arrive} {point} {quand}, {emballage}, et {suiteColis}.
    {ce} <est|sont> @arrivé {delai} {point}, {emballage}, et {suiteColis}.`),
  phrasePrix: lines(`{ce} pour {prix}, {jugementPrix}, d'autant que {reaction}.
    j'ai payé {prix} {quand} pour {ce} et {jugementPrix}, {finale}.
    à {prix}, {jugementPrix} : {servi} {usage} avec {groupe}.
    {ce} à {prix} {quand}, {jugementPrix} : {reaction}.`),
  phraseVendeur: lines(`{vendeur} {service}, ce qui {effet} quand on commande {ce} {motif}.
    {vendeur} {service} {quand} pour {ce}, et {reaction}.
    {vendeur}, {contact} {quand} pour {ce}, {service}.`),
};

const LINKS: Lexicon = {
  achat: lines(`j'ai commandé
    j'ai acheté
    nous avons pris
    nous avons goûté
    on a essayé
    j'ai testé
    j'ai fini par prendre
    nous avons choisi
    {proche} m'a offert
    j'ai servi
    nous avons partagé
    j'ai ouvert
    {proche} a rapporté
    j'ai mis au menu
    nous avons découvert`),
  servi: lines(`nous {l}avons @servi
    je {l}ai @préparé
    on {l}a @mangé
    nous {l}avons @pris
    je {l}ai @essayé
    {proche} {l}a @cuisiné
    on {l}a @partagé
    je m'en suis servi
    nous {l}avons @goûté
    {proche} {l}a @présenté`),
  lutilise: lines(`en met
    en prend
    s'en sert
    en propose
    en ajoute`),
  trouve: lines(`a trouvé
    juge
    dit
    trouve toujours`),
  rappel: lines(`avec des notes de
    avec un fond de
    avec un parfum de
    avec un souvenir de
    avec un côté de`),
  rappelle: lines(`<fait|font> penser à un goût de
    <garde|gardent> un parfum de
    <laisse|laissent> un goût de
    <prend|prennent> des airs de
    <sent|sentent> un peu l'odeur de`),
  attendra: lines(`<attendra|attendront> {jour}
    <attendra|attendront> {fete}
    <sera|seront> pour {evenement}
    <sera|seront> pour {groupe}`),
  arrive: lines(`est arrivé
    a été déposé
    m'attendait
    a été livré
    a fini par arriver
    a été remis`),
  vendeur: lines(`le producteur
    la ferme
    le vendeur
    l'exploitante
    la personne au téléphone
    l'équipe
    le magasin`),
  contact: lines(`au téléphone
    par message
    au marché
    à la demande de {proche}
    sur un salon
    en visite`),
};

const ORDER = [
  "phraseContexte",
  "phraseGout",
  "phraseUsage",
  "phraseLivraison",
  "phrasePrix",
  "phraseVendeur",
  "phraseSuite",
] as const;

const LONG_SENTENCE_WORDS = 9;

/** "" for a buyer who only gives a rating. */
export function honestText(draws: Draws, rating: number, noun: Noun): string {
  if (draws.chance(55)) return "";
  const mood = moodOf(rating);
  const { lexicon, agreement } = nounForms(noun);
  const lexicons = [lexicon, MOODS[mood], CATEGORY_WORDS[noun.kind.category]!, LONG, LINKS, COMMON];
  const writer: Writer = { draws, lexicons, agreement, said: new Set() };
  const sentence = (name: string) => polish(expandList(writer, name));
  const parts: string[] = [];
  const longOnes = draws.weighted([24, 30, 25, 14, 7]);
  if (longOnes === 0 || draws.chance(350)) parts.push(sentence("court"));
  const chosen = new Set<string>(draws.shuffle(ORDER).slice(0, longOnes));
  for (const name of ORDER) if (chosen.has(name)) parts.push(sentence(name));
  if (mood !== "pleased" && draws.chance(300)) {
    const fault = `${sentence("defaut")}.`;
    if (fault.split(" ").length < LONG_SENTENCE_WORDS) parts.push(fault);
  }
  if (draws.chance(200)) parts.push(sentence("court"));
  return [...new Set(parts)].join(" ");
}
