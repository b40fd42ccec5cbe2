// What each leaf item of the exam asks, in our words, and what people look at where code does not decide.
// The official text is block 2 of the référentiel "Data Engineer" (C6 to C12).
import type { ItemId } from "@atelier/grader/items.ts";
import type { Told } from "@atelier/grader/told.ts";

interface Asked {
  readonly asked: Told;
  /** Null: code alone decides. */
  readonly jury: Told | null;
}

const asks = (fr: string, en: string, jury: Told | null = null): Asked => ({ asked: { fr, en }, jury });
const jury = (fr: string, en: string): Told => ({ fr, en });

export const ITEMS_EXPLAINED: Readonly<Record<ItemId, Asked>> = {
  "C6.1": asks(
    "Vos programmes collectent toutes les sources, structurées ou non. Rappel et précision sont comptés par source et par nature dans votre couche brute. Au-delà du socle : après une évolution du monde, une page inchangée n'est pas rapatriée en entier.",
    "Your programs collect all sources, structured or not. Recall and precision are counted by source and kind in your raw layer. Beyond the base: after the world has changed, an unchanged page is not fetched whole again.",
    jury(
      "Les procédures de collecte : claires, reproductibles ?",
      "The procedures of collection: clear, repeatable?",
    ),
  ),
  "C6.2": asks(
    "La collecte respecte les personnes et les règles : opposants absents de partout, champs inutiles absents, effacements exécutés dans la cadence, conservation purgée. Pour une part moindre : robots.txt, cadence annoncée, Retry-After, agent honnête qui dit comment vous joindre.",
    "Collection respects persons and rules: objectors nowhere, unneeded fields nowhere, erasures done within the cadence, retention purged. For a lesser part: robots.txt, announced rates, Retry-After, an honest agent that says how to reach you.",
    jury(
      "Base légale, information des personnes, registre des traitements.",
      "Legal basis, information of persons, register of processing.",
    ),
  ),
  "C7.1": asks(
    "Des tables relationnelles sous les vues : clés, types justes, non-nuls, bornes. Des lignes invalides sont refusées, détournées ou absentes des vues.",
    "Relational tables below the views: keys, right types, not-null, bounds. Invalid rows are refused, diverted or absent from the views.",
    jury("La modélisation.", "The modelling."),
  ),
  "C7.2": asks(
    "Documents et graphe chargés, avec index et contraintes, chacun pour ce qu'il fait bien : la question Q10 se répond par le graphe.",
    "Documents and graph loaded, with indexes and constraints, each for what it is good at: question Q10 is answered by the graph.",
    jury(
      "Le choix, et ce qui est dit de la distribution (réplicas, partitions, montée en charge).",
      "The choice, and what is said of distribution (replicas, partitions, growth).",
    ),
  ),
  "C7.3": asks(
    "Le lecteur ne lit que les vues, le chargeur n'est pas superutilisateur, par votre propre mise en place ; un moteur que vous apportez refuse l'anonyme et les mots de passe d'usine ; aucun secret dans le dossier ni dans l'historique git.",
    "The reader reads nothing but the views, the loader is no superuser, by your own set-up; an engine that you bring refuses anonymous and stock credentials; no secret in the folder or in its git history.",
  ),
  "C7.4": asks(
    "La base est chargée : mêmes clés et mêmes nombres que la vérité, ni doublon, ni orphelin.",
    "The base is loaded: the truth's keys and counts, no duplicate, no orphan.",
  ),
  "C7.5": asks(
    "Les questions Q1 à Q10, par vos fichiers, répondent juste pour des paramètres que vous ne connaissez pas.",
    "Questions Q1 to Q10, by your files, are answered right for parameters that you do not know.",
  ),
  "C8.1.a": asks(
    "Un schéma des données, des références, des relations et des flux (Mermaid, DBML, SQL, GraphML, Looping), qui nomme les entités du métier.",
    "A schema of data, references, relations and flows (Mermaid, DBML, SQL, GraphML, Looping) that names the entities of the business.",
    jury("Données de référence, flux, clarté.", "Reference data, flows, clarity."),
  ),
  "C8.1.b": asks(
    "Chaque règle, par son nom, répare ou rejette sa classe de défauts et rien d'autre (`lab.repairs`, `lab.rejects`) ; l'agrégat `lab.seller_sales` est juste.",
    "Each rule, by its name, repairs or rejects its class of defects and nothing else (`lab.repairs`, `lab.rejects`); the aggregate `lab.seller_sales` is right.",
    jury("L'argumentation des procédures.", "The argument for the procedures."),
  ),
  "C8.1.c": asks(
    "La solution de stockage : les bases déclarées sont celles qui servent.",
    "The storage solution: the stores declared are those in use.",
    jury("L'adéquation de chaque base à son usage.", "Whether each store suits its use."),
  ),
  "C8.1.d": asks(
    "La méthode de chargement : un second `load` se comporte comme déclaré (`loading`).",
    "The method of loading: a second `load` behaves as declared (`loading`).",
    jury("L'argumentation.", "The argument."),
  ),
  "C8.1.e": asks(
    "Des contrôles de fraîcheur et de complétude : muets quand tout va bien, précis quand une donnée est abîmée ou un moteur arrêté.",
    "Controls of freshness and completeness: silent when all is well, precise when data are damaged or an engine is down.",
  ),
  "C8.1.f": asks(
    "La sécurité du processus : les mesures déclarées (`security`) sont celles que l'on constate.",
    "Security of the process: the measures declared (`security`) are those that are seen.",
    jury("L'argumentation.", "The argument."),
  ),
  "C8.1.g": asks(
    "Le choix des outils par étape : la table `tools` concorde avec vos verrous.",
    "The choice of tools by step: the table `tools` agrees with your locks.",
    jury("L'argumentation.", "The argument."),
  ),
  "C8.1.h": asks(
    "La réglementation expliquée : RGPD, droit des bases de données, accessibilité, avis en ligne. Localisée dans vos textes, jamais notée par programme.",
    "The law explained: GDPR, database right, accessibility, online reviews. Located in your texts, never marked by code.",
    jury("Tout.", "All of it."),
  ),
  "C8.2.a": asks(
    "Des mesures qui limitent l'empreinte, constatées quand elles sont déclarées (`footprint`).",
    "Measures that limit the footprint, seen where they are declared (`footprint`).",
    jury("Cycle de vie, énergie, obsolescence.", "Life cycle, energy, obsolescence."),
  ),
  "C8.2.b": asks(
    "L'impact mesuré : `measure` donne énergie ou CO2e, sa méthode, et suit le travail ; ou un calcul RGESN ou Boavizta documenté.",
    "Impact measured: `measure` gives energy or CO2e, its method, and follows the work; or a documented RGESN or Boavizta calculation.",
    jury("La méthode.", "The method."),
  ),
  "C9.1": asks(
    "Les transformations : chaque champ de chaque vue égale la vérité, par famille de défauts (formats, jointures, dédoublonnage, absences, encodages, unités).",
    "Transformations: each field of each view equals the truth, by family of defects (formats, joins, deduplication, gaps, encodings, units).",
  ),
  "C9.2": asks(
    "Des requêtes d'intégrité et de qualité : rien à signaler sur un chargement sain, chaque classe de faute injectée est refusée, mise de côté ou signalée.",
    "Queries of integrity and quality: nothing to report on a sound load, each class of injected fault is refused, set aside or reported.",
  ),
  "C10.1": asks(
    "Une page montre la qualité et les manques : ses chiffres sont ceux de la vérité, et ils bougent quand les données s'abîment.",
    "A page shows quality and gaps: its figures are the truth's, and they move when data are damaged.",
    jury("L'utilité.", "Usefulness."),
  ),
  "C10.2": asks(
    "Le choix de l'outil de visualisation, argumenté.",
    "The choice of the tool of visualisation, argued.",
    jury("Tout.", "All of it."),
  ),
  "C10.3": asks(
    "Une page lisible par tous (RGAA) : aucune faute grave, un tableau et une phrase par graphique, langue, titre, contraste, clavier.",
    "A page that everybody can read (RGAA): no serious fault, a table and a sentence for each chart, language, title, contrast, keyboard.",
    jury(
      "Des mots simples ; sans page web, une grille de six points.",
      "Plain words; without a web page, a grid of six points.",
    ),
  ),
  "C11.1": asks(
    "Des flux automatisés : ce qui s'ajoute aux sources arrive seul dans les bases, dans la cadence déclarée. Au-delà : tués puis relancés, rien de perdu, rien deux fois.",
    "Automated flows: what is added to the sources reaches the stores unattended, within the declared cadence. Beyond: killed and started again, nothing lost, nothing twice.",
  ),
  "C11.2": asks(
    "Des tests de l'automatisation : verts tels quels et sur des variantes sans effet, rouges quand on ment autour d'eux ou dans le code.",
    "Tests of the automation: green as they are and on variants without effect, red when lies are told around them or in the code.",
    jury("Les résultats présentés.", "The results as presented."),
  ),
  "C11.3": asks(
    "La sécurité des flux : identifiants par l'environnement, changés par une relance ; ni personne ni secret dans les flux, les rejets, les journaux ; rien d'exposé sans nécessité.",
    "Security of the flows: credentials from the environment, changed by a new start; no person and no secret in flows, rejects, logs; nothing exposed without need.",
  ),
  "C11.4": asks(
    "La documentation des circuits : tout ce qui est écrit existe, et l'inverse ; un mauvais enregistrement va où le document le dit, avec sa raison.",
    "Documentation of circuits: all that is written exists, and the reverse; a bad record goes where the document says, with its reason.",
    jury("La qualité.", "The quality."),
  ),
  "C12.1": asks(
    "Le choix du type de modèle, argumenté.",
    "The choice of the type of model, argued.",
    jury("Tout.", "All of it."),
  ),
  "C12.2": asks(
    "Le langage maîtrisé : le code se lit sans erreur, sans faute d'analyse statique, avec des tests ; notebooks compris.",
    "Mastery of the language: the code parses, without errors of static analysis, with tests; notebooks included.",
    jury("La lecture du code.", "The reading of the code."),
  ),
  "C12.3": asks(
    "La bibliothèque déclarée est verrouillée, chargée et utilisée par l'entraînement que l'examen lance.",
    "The declared framework is locked, loaded and used by the training that the exam runs.",
  ),
  "C12.4": asks(
    "Frugal et pourtant bon : temps de processeur, mémoire, taille du modèle et énergie, rapportés à une régression logistique, pour un modèle qui vaut quelque chose.",
    "Frugal and yet good: CPU time, memory, model size and energy, against a logistic regression, for a model that is worth something.",
  ),
  "C12.5": asks(
    "Évalué sur un échantillon de test : vos prédictions sont jugées sur des étiquettes jamais montrées (PR-AUC, F1 à votre seuil), mieux que des règles simples ; le chiffre annoncé concorde ; aucune donnée du futur ; peu d'honnêtes accusés.",
    "Evaluated on a test sample: your predictions are judged by labels never shown (PR-AUC, F1 at your threshold), better than simple rules; the claimed figure agrees; nothing from the future; few honest people accused.",
    jury("La pertinence et l'éthique.", "Relevance and ethics."),
  ),
  "C12.6": asks(
    "Des optimisations proposées : au-delà du socle, deux entraînements comparés au moins, celui retenu est reproductible.",
    "Optimisations proposed: beyond the base, at least two compared trainings, the chosen one reproducible.",
    jury("L'argumentation.", "The argument."),
  ),
};
