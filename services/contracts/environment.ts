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
