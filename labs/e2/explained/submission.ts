// What each field of submission.yaml is for. A test holds the names to the schema.
import { STAGES, type Stage } from "@atelier/contracts/submission.ts";
import type { Told } from "@atelier/grader/told.ts";

const told = (fr: string, en: string): Told => ({ fr, en });

export const STAGES_EXPLAINED: Readonly<Record<Stage, Told>> = {
  install: told(
    "Installe les dépendances, d'après les verrous. Seule étape qui atteint les registres de paquets ; elle n'atteint aucun moteur.",
    "Brings the dependencies, from the locks. The only stage that reaches package registries; it reaches no engine.",
  ),
  setup: told(
    "Crée schémas, tables, vues, contraintes, rôles, collections, index, sujets. Relançable sans dommage.",
    "Makes schemas, tables, views, constraints, roles, collections, indexes, topics. Runs again without harm.",
  ),
  collect: told(
    "Collecte chaque source une fois, jusqu'au bout, dans la couche brute, puis se termine.",
    "Fetches every source once, to its end, into the raw layer, and ends.",
  ),
  load: told(
    "Nettoie la couche brute vers les bases et se termine quand tout y est. Si RAW_DIR est posée, prend là les enregistrements bruts.",
    "Cleans the raw layer into the stores, and ends when all is there. With RAW_DIR set, takes raw records from there.",
  ),
  train: told(
    "Entraîne le modèle sur les avis étiquetés des bases.",
    "Trains the model on the labelled reviews of the stores.",
  ),
  predict: told(
    "Écrit une ligne de lab.predictions pour chaque avis.",
    "Writes a row of lab.predictions for every review.",
  ),
  test: told(
    "Lance vos tests ; se termine par 0 s'ils passent tous, par un autre nombre sinon.",
    "Runs your own tests; ends with 0 when all pass, by any other number when one fails.",
  ),
  quality: told(
    "Lance les contrôles et écrit OUTPUT_DIR/quality.json.",
    "Runs the controls and writes OUTPUT_DIR/quality.json.",
  ),
  measure: told(
    "Mesure l'empreinte de MEASURE_WORK fois le même travail et écrit OUTPUT_DIR/measure.json.",
    "Measures the footprint of MEASURE_WORK times the same work and writes OUTPUT_DIR/measure.json.",
  ),
  erase: told(
    "Oublie dans chaque base les personnes que les sources demandent d'oublier, et ce qui a dépassé sa durée à l'instant NOW.",
    "Forgets in every store whom the sources ask to forget, and what is older than its retention by NOW.",
  ),
  serve: told(
    "Lance ce qui vit : les flux planifiés, et la page sur PAGE_PORT. S'arrête sur SIGTERM.",
    "Starts what lives on: the scheduled flows, and the page on PAGE_PORT. Ends on SIGTERM.",
  ),
};

const engineName = told(
  "Le moteur. Un autre que celui proposé est permis, avec sa commande `query`.",
  "The engine. Another than the one offered is allowed, with its `query` command.",
);
const query = told(
  "Pour un moteur dont l'examen n'a pas le client : reçoit une question en JSON sur l'entrée standard (voir Questions) et répond en lignes JSON.",
  "For an engine that the exam has no client for: takes a question as JSON on standard input (see Questions) and answers in JSON lines.",
);

/** By path; a field of several forms is there once. */
export const SUBMISSION_EXPLAINED: Readonly<Record<string, Told>> = {
  version: told("Version de la forme de ce fichier.", "Version of this file's form."),
  exam: told("L'examen auquel ce dossier répond.", "The exam that this folder answers."),
  authors: told("Vos noms ; retirés avant toute correction.", "Your names; removed before anybody marks."),
  form: told(
    "Comment les commandes sont lancées. L'examen E2 lance la forme `native`.",
    "How the commands are run. Exam E2 runs the `native` form.",
  ),
  commands: told(
    "Une commande par étape : une ligne de shell (`sh -c`), ou la liste du programme et de ses arguments. Lancées à la racine de votre dossier.",
    "One command a stage: a line of shell (`sh -c`), or the list of a program and its arguments. Run at the root of your folder.",
  ),
  ...Object.fromEntries(STAGES.map((stage) => [`commands.${stage}`, STAGES_EXPLAINED[stage]])),
  environment: told(
    "Vos propres variables, faites de celles du contrat : `DB_HOST: ${POSTGRES_HOST}`. Celles du contrat ne se changent pas.",
    "Variables of your own, made of the contract's: `DB_HOST: ${POSTGRES_HOST}`. The contract's cannot be changed.",
  ),
  schedule: told("Ce que promettent les flux automatisés.", "What the automated flows promise."),
  "schedule.cadenceSeconds": told(
    "Pendant `serve`, une donnée ajoutée à une source est dans les bases avant ce délai. 900 au plus.",
    "Under `serve`, data added to a source is in the stores within this time. At most 900.",
  ),
  "schedule.recoverySeconds": told(
    "Après un arrêt brutal et une relance de `serve`, tout est en ordre avant ce délai. 900 au plus.",
    "After a kill and a new start of `serve`, all is in order again within this time. At most 900.",
  ),
  "schedule.scheduler": told(
    "Ce qui lance les flux : cron, airflow, boucle…",
    "What starts the flows: cron, airflow, own loop …",
  ),
  loading: told(
    "Ce que fait un second `load` : `full` remplace tout, `incremental` ajoute ce qui est nouveau, `stream` suit le flux. Jamais de doublon.",
    "What a second `load` does: `full` replaces all, `incremental` adds what is new, `stream` follows. Never a duplicate.",
  ),
  stores: told(
    "Quel moteur tient quel rôle. Seuls ceux-là sont démarrés.",
    "Which engine plays which part. Only these are started.",
  ),
  "stores.relational": told("La base des vues de `lab`.", "The store of the views of `lab`."),
  "stores.relational.engine": engineName,
  "stores.relational.reader": told(
    "Nom du rôle qui lit les vues de `lab`, et rien d'autre.",
    "Name of the role that reads the views of `lab`, and nothing else.",
  ),
  "stores.relational.loader": told(
    "Nom du rôle qui écrit. Pas un superutilisateur, pas le propriétaire.",
    "Name of the role that writes. Neither a superuser nor the owner.",
  ),
  "stores.relational.query": query,
  "stores.document": told("La base des textes et des fichiers.", "The store of texts and files."),
  "stores.document.engine": engineName,
  "stores.document.collections": told("Vos noms de collections.", "Your names of the collections."),
  "stores.document.collections.reviews": told(
    "La collection des textes d'avis.",
    "The collection of reviews' texts.",
  ),
  "stores.document.collections.files": told("La collection des fichiers.", "The collection of files."),
  "stores.document.query": query,
  "stores.graph": told(
    "La base de qui écrit sur quoi, depuis quoi.",
    "The store of who writes about what, from where.",
  ),
  "stores.graph.engine": engineName,
  "stores.graph.labels": told(
    "Étiquette du contrat : la vôtre, si elle diffère.",
    "The contract's label: yours, where it differs.",
  ),
  "stores.graph.relationships": told(
    "Type de relation du contrat : le vôtre, s'il diffère.",
    "The contract's type of relationship: yours, where it differs.",
  ),
  "stores.graph.query": query,
  "stores.log": told(
    "Seulement si des données passent par un journal.",
    "Only where data flow through a log.",
  ),
  "stores.log.engine": engineName,
  "stores.log.topics": told("Vos sujets (topics).", "Your topics."),
  raw: told(
    "Où est gardé ce qui a été collecté, avant nettoyage, avec sa source, sa nature et son identifiant naturel. Une forme parmi quatre.",
    "Where what was fetched is kept, before cleaning, with its source, kind and natural id. One form of four.",
  ),
  "raw.in": told(
    "`document` (une collection), `relational` (une table), `files` (un dossier) ou `query` (une commande).",
    "`document` (a collection), `relational` (a table), `files` (a folder) or `query` (a command).",
  ),
  "raw.collection": told("Forme `document` : la collection.", "Form `document`: the collection."),
  "raw.table": told(
    "Forme `relational` : `schéma.table`, lisible par le propriétaire.",
    "Form `relational`: `schema.table`, readable by the owner.",
  ),
  "raw.source": told(
    "Champ (chemin pointé : `charge.source`) ou colonne de la source.",
    "Field (dotted path: `payload.source`) or column of the source.",
  ),
  "raw.kind": told("Champ ou colonne de la nature.", "Field or column of the kind."),
  "raw.id": told("Champ ou colonne de l'identifiant naturel.", "Field or column of the natural id."),
  "raw.folder": told(
    "Forme `files` : dossier de fichiers `<kind>.jsonl`, un enregistrement brut par ligne, avec `source`, `kind`, `id`.",
    "Form `files`: folder of `<kind>.jsonl` files, one raw record a line, with `source`, `kind`, `id`.",
  ),
  "raw.command": told(
    "Forme `query` : imprime les enregistrements bruts en lignes JSON : `source`, `kind`, `id`.",
    "Form `query`: prints raw records as JSON lines: `source`, `kind`, `id`.",
  ),
  entities: told(
    "Vue de `lab` → les tables qu'elle montre : `products: [boutique.produit, boutique.prix]`.",
    "View of `lab` → the base tables that it shows: `products: [shop.product, shop.price]`.",
  ),
  rules: told("Règle de nettoyage → le fichier qui l'applique.", "Cleaning rule → the file that applies it."),
  queries: told(
    "Dossier de `Q1.sql` … `Q9.sql` et `Q10.cypher`.",
    "Folder of `Q1.sql` … `Q9.sql` and `Q10.cypher`.",
  ),
  page: told("La page qui montre la qualité.", "The page that shows quality."),
  "page.tool": told(
    "own (la vôtre), grafana, streamlit, power-bi, tableau, looker…",
    "own, grafana, streamlit, power-bi, tableau, looker …",
  ),
  "page.path": told("Sous http://127.0.0.1:$PAGE_PORT.", "Under http://127.0.0.1:$PAGE_PORT."),
  "page.file": told(
    "Sans page servie : le fichier, avec ses exports.",
    "Where no web page is served: the file, with its exports.",
  ),
  "page.captures": told(
    "Sans page servie : captures avant et après un chargement.",
    "Where no page is served: captures before and after a load.",
  ),
  model: told("Le modèle.", "The model."),
  "model.framework": told(
    "scikit-learn, tensorflow, pytorch, spark, r… : le nom du paquet verrouillé.",
    "scikit-learn, tensorflow, pytorch, spark, r …: the locked package's name.",
  ),
  "model.claimed": told(
    "Ce que dit votre rapport de l'échantillon de test.",
    "What your report says of the test sample.",
  ),
  "model.claimed.prAuc": told(
    "Aire sous la courbe précision-rappel, de 0 à 1.",
    "Area under the precision-recall curve, from 0 to 1.",
  ),
  "model.claimed.f1": told("F1 à votre seuil, de 0 à 1.", "F1 at your threshold, from 0 to 1."),
  "model.runs": told(
    "Le registre des entraînements comparés (voir Entraînements comparés).",
    "The record of compared trainings (see Compared trainings).",
  ),
  tests: told("Vos tests.", "Your tests."),
  "tests.style": told("Comment ils rencontrent le code (voir Tests).", "How they meet the code (see Tests)."),
  "tests.paths": told("Leurs fichiers ou dossiers.", "Their files or folders."),
  footprint: told(
    "Mesures qui limitent l'empreinte ; chacune est recherchée : requêtes conditionnelles (If-None-Match, If-Modified-Since), mémoire locale (aucun document rapatrié deux fois dans une collecte), compression (Accept-Encoding: gzip), conservation bornée.",
    "Measures that limit the footprint; each is looked for: conditional requests (If-None-Match, If-Modified-Since), caching (no document fetched twice in a collection), compression (Accept-Encoding: gzip), bounded retention.",
  ),
  security: told(
    "Mesures de sécurité ; chacune est recherchée : moindre privilège, authentification, secrets par l'environnement, pseudonymes, rotation des mots de passe par relance.",
    "Measures of security; each is looked for: least privilege, authentication, secrets from the environment, pseudonyms, rotation of passwords by a new start.",
  ),
  schema: told(
    "Le schéma des données : Mermaid, DBML, SQL, GraphML ou Looping.",
    "The schema of data: Mermaid, DBML, SQL, GraphML or Looping.",
  ),
  documentation: told(
    "La documentation des circuits (voir Documentation des circuits).",
    "The documentation of circuits (see Documentation of circuits).",
  ),
  rejects: told(
    "Le document qui dit où va un mauvais enregistrement.",
    "The document that says where a bad record goes.",
  ),
  deliverables: told(
    "Les livrables écrits : `procedures`, `database`, `modelling`, `report`, `algorithms` → leur fichier.",
    "The written deliverables: `procedures`, `database`, `modelling`, `report`, `algorithms` → their file.",
  ),
  tools: told("L'outil de chaque étape.", "The tool of each step."),
  "tools[].step": told(
    "L'étape : collecte, stockage, nettoyage…",
    "The step: collection, storage, cleaning …",
  ),
  "tools[].tool": told("L'outil.", "The tool."),
  "tools[].package": told("Son paquet, comme le verrou l'écrit.", "Its package, as the lock writes it."),
  assets: told(
    "Fichiers apportés pendant `install`, vérifiés par leur empreinte.",
    "Files fetched during `install`, checked by their hash.",
  ),
  "assets[].url": told("Adresse.", "Address."),
  "assets[].sha256": told("SHA-256 en hexadécimal minuscule.", "SHA-256 in lower-case hexadecimal."),
  "assets[].to": told("Chemin dans votre dossier.", "Path in your folder."),
  ai: told("Aide d'une IA : déclarée, pas notée.", "Help by an AI: declared, not marked."),
  "ai.used": told("Oui ou non.", "Yes or no."),
  "ai.how": told("Pour quoi faire.", "For what."),
};
