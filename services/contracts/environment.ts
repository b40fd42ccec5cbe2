// Names of the environment variables that carry addresses and credentials: the same in practice and in the exam,
// for the reference's services and for a candidate's commands.
export const ENVIRONMENT = {
  siteUrl: "SOURCE_SITE_URL",
  partnerUrl: "SOURCE_PARTNER_URL",
  partnerKey: "SOURCE_PARTNER_KEY",
  registryUrl: "SOURCE_REGISTRY_URL",
  pseudonymKey: "PSEUDONYM_KEY",
  kafkaBrokers: "KAFKA_BROKERS",
  kafkaUsername: "KAFKA_USERNAME",
  kafkaPassword: "KAFKA_PASSWORD",
  postgresUrl: "POSTGRES_URL",
  mongoUrl: "MONGO_URL",
  neo4jUrl: "NEO4J_URL",
  neo4jUsername: "NEO4J_USERNAME",
  neo4jPassword: "NEO4J_PASSWORD",
} as const;

/** What an exam, and practice, give to a candidate's commands beside addresses. */
export const STAGE_ENVIRONMENT = {
  /** Parts of POSTGRES_URL, for tools that want them apart. */
  postgresHost: "POSTGRES_HOST",
  postgresPort: "POSTGRES_PORT",
  postgresDatabase: "POSTGRES_DB",
  postgresUser: "POSTGRES_USER",
  postgresPassword: "POSTGRES_PASSWORD",
  /** Passwords that `setup` gives to the two roles it makes. */
  readerPassword: "POSTGRES_READER_PASSWORD",
  loaderPassword: "POSTGRES_LOADER_PASSWORD",
  /** A folder for what a command reports: quality.json, measure.json. */
  outputDir: "OUTPUT_DIR",
  /** Set only where raw records are supplied: `<kind>.jsonl`, see raw.ts. */
  rawDir: "RAW_DIR",
  /** The instant that counts as now, ISO 8601; not set: the source's own clock (its Date header). */
  now: "NOW",
  /** How many times `measure` does its work. */
  measureWork: "MEASURE_WORK",
  /** `test`, style "stdin": a JSON list of words to put before the command line of the tested program. */
  testsWrapper: "TESTS_WRAPPER",
  /** Where `serve` shows its page, on loopback. */
  pagePort: "PAGE_PORT",
} as const;
