// What each variable of a candidate's commands says.
import { ENVIRONMENT, STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { Told } from "@atelier/grader/told.ts";

const NAMES = { ...ENVIRONMENT, ...STAGE_ENVIRONMENT } as const;

const TOLD: Readonly<Record<keyof typeof NAMES, Told>> = {
  siteUrl: { fr: "Adresse du site public.", en: "Address of the public site." },
  partnerUrl: { fr: "Adresse de l'interface partenaire.", en: "Address of the partner API." },
  partnerKey: {
    fr: "Clé de l'interface partenaire : `Authorization: Bearer <clé>`.",
    en: "Key of the partner API: `Authorization: Bearer <key>`.",
  },
  registryUrl: { fr: "Adresse du registre des labels.", en: "Address of the registry of labels." },
  pseudonymKey: {
    fr: "Clé des pseudonymes : le texte de la variable, tel quel, en UTF-8 (on ne décode pas l'hexadécimal).",
    en: "Key of the pseudonyms: the variable's text as it stands, in UTF-8 (hexadecimal is not decoded).",
  },
  kafkaBrokers: {
    fr: "`hôte:port` de Kafka ; vide si aucun journal n'est déclaré.",
    en: "`host:port` of Kafka; empty when no log is declared.",
  },
  kafkaUsername: {
    fr: "Utilisateur Kafka (SASL/PLAIN, sans TLS).",
    en: "Kafka user (SASL/PLAIN, without TLS).",
  },
  kafkaPassword: { fr: "Son mot de passe.", en: "Their password." },
  postgresUrl: {
    fr: "Adresse de PostgreSQL pour le propriétaire de la base, qui a `CREATEROLE` et n'est pas superutilisateur.",
    en: "PostgreSQL's address for the database's owner, who has `CREATEROLE` and is no superuser.",
  },
  mongoUrl: {
    fr: "Adresse de MongoDB, authentification comprise ; la base est à votre choix, `lab` si vous n'en nommez pas.",
    en: "MongoDB's address, authentication included; the database is yours to choose, `lab` if you name none.",
  },
  neo4jUrl: { fr: "Adresse Bolt de Neo4j.", en: "Neo4j's Bolt address." },
  neo4jUsername: { fr: "Utilisateur Neo4j.", en: "Neo4j user." },
  neo4jPassword: { fr: "Son mot de passe.", en: "Their password." },
  postgresHost: { fr: "Hôte, tiré de POSTGRES_URL.", en: "Host, taken from POSTGRES_URL." },
  postgresPort: { fr: "Port, tiré de POSTGRES_URL.", en: "Port, taken from POSTGRES_URL." },
  postgresDatabase: { fr: "Base, tirée de POSTGRES_URL.", en: "Database, taken from POSTGRES_URL." },
  postgresUser: { fr: "Utilisateur, tiré de POSTGRES_URL.", en: "User, taken from POSTGRES_URL." },
  postgresPassword: { fr: "Mot de passe, tiré de POSTGRES_URL.", en: "Password, taken from POSTGRES_URL." },
  readerPassword: {
    fr: "Mot de passe que `setup` donne au rôle lecteur.",
    en: "Password that `setup` gives to the reader's role.",
  },
  loaderPassword: {
    fr: "Mot de passe que `setup` donne au rôle chargeur.",
    en: "Password that `setup` gives to the loader's role.",
  },
  outputDir: {
    fr: "Dossier où une commande écrit son compte rendu (`quality.json`, `measure.json`). Vidé avant chaque commande.",
    en: "Folder where a command writes its report (`quality.json`, `measure.json`). Emptied before each command.",
  },
  rawDir: {
    fr: "Posée seulement quand la couche brute est fournie : le dossier des fichiers `<kind>.jsonl`.",
    en: "Set only where the raw layer is supplied: the folder of `<kind>.jsonl` files.",
  },
  now: {
    fr: "L'instant qui vaut maintenant, ISO 8601. Absente : l'horloge de la source (en-tête `Date`).",
    en: "The instant that counts as now, ISO 8601. Absent: the source's clock (its `Date` header).",
  },
  measureWork: {
    fr: "Combien de fois `measure` refait le même travail.",
    en: "How many times `measure` does the same work.",
  },
  testsWrapper: {
    fr: "Pour `test` de style `stdin` : liste JSON de mots à placer devant la ligne de commande du programme testé.",
    en: "For `test` of style `stdin`: a JSON list of words to put before the command line of the tested program.",
  },
  pagePort: {
    fr: "Port de votre page, sur 127.0.0.1, pendant `serve`.",
    en: "Port of your page, on 127.0.0.1, under `serve`.",
  },
};

export const ENVIRONMENT_EXPLAINED: readonly { readonly name: string; readonly told: Told }[] =
  Object.entries(NAMES).map(([key, name]) => ({ name, told: TOLD[key as keyof typeof NAMES] }));
