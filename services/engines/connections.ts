// Addresses and credentials of a set, as clients want them and as environment variables.
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { Connections, EngineName } from "./engine.ts";
import { MONGO_USERNAME } from "./recipes/ferretdb.ts";
import { KAFKA_USERNAME } from "./recipes/kafka.ts";
import { NEO4J_USERNAME } from "./recipes/neo4j.ts";
import { POSTGRES_ADMIN, POSTGRES_DATABASE, POSTGRES_OWNER } from "./recipes/postgres.ts";
import type { EngineState } from "./state.ts";

/** Engines that the set does not have get empty addresses; each is reached at the host that `hostOf` names. */
export function connectionsOf(
  state: Readonly<Partial<Record<EngineName, Pick<EngineState, "ports" | "secrets">>>>,
  hostOf: (engine: EngineName) => string = () => "127.0.0.1",
): Connections {
  const { kafka, postgres, mongo, neo4j } = state;
  const postgresUrl = (user: string, secret: string, database: string) =>
    postgres
      ? `postgres://${user}:${postgres.secrets[secret]}@${hostOf("postgres")}:${postgres.ports["client"]}/${database}`
      : "";
  return {
    kafka: {
      brokers: kafka ? `${hostOf("kafka")}:${kafka.ports["client"]}` : "",
      username: KAFKA_USERNAME,
      password: kafka?.secrets["client"] ?? "",
    },
    postgres: {
      host: hostOf("postgres"),
      port: postgres?.ports["client"] ?? 0,
      adminUrl: postgresUrl(POSTGRES_ADMIN, "admin", "postgres"),
      ownerUrl: postgresUrl(POSTGRES_OWNER, "owner", POSTGRES_DATABASE),
    },
    mongo: {
      url: mongo
        ? `mongodb://${MONGO_USERNAME}:${mongo.secrets["password"]}@${hostOf("mongo")}:${mongo.ports["client"]}/?authSource=admin`
        : "",
    },
    neo4j: {
      url: neo4j ? `bolt://${hostOf("neo4j")}:${neo4j.ports["bolt"]}` : "",
      username: NEO4J_USERNAME,
      password: neo4j?.secrets["password"] ?? "",
    },
  };
}

/** The variables by which every service, and every candidate's command, finds the engines. */
export function connectionEnvironment(connections: Connections): Record<string, string> {
  const { kafka, postgres, mongo, neo4j } = connections;
  return {
    [ENVIRONMENT.kafkaBrokers]: kafka.brokers,
    [ENVIRONMENT.kafkaUsername]: kafka.username,
    [ENVIRONMENT.kafkaPassword]: kafka.password,
    [ENVIRONMENT.postgresUrl]: postgres.ownerUrl,
    [ENVIRONMENT.mongoUrl]: mongo.url,
    [ENVIRONMENT.neo4jUrl]: neo4j.url,
    [ENVIRONMENT.neo4jUsername]: neo4j.username,
    [ENVIRONMENT.neo4jPassword]: neo4j.password,
  };
}
