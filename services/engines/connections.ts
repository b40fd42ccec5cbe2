// Addresses and credentials of a set, as clients want them and as environment variables.
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { Connections } from "./engine.ts";
import { MONGO_USERNAME } from "./recipes/ferretdb.ts";
import { KAFKA_USERNAME } from "./recipes/kafka.ts";
import { NEO4J_USERNAME } from "./recipes/neo4j.ts";
import { POSTGRES_ADMIN, POSTGRES_DATABASE, POSTGRES_OWNER } from "./recipes/postgres.ts";
import type { SetState } from "./state.ts";

const HOST = "127.0.0.1";

/** Engines that the set does not have get empty addresses. */
export function connectionsOf(state: SetState): Connections {
  const { kafka, postgres, mongo, neo4j } = state;
  const postgresUrl = (user: string, secret: string, database: string) =>
    postgres
      ? `postgres://${user}:${postgres.secrets[secret]}@${HOST}:${postgres.ports["client"]}/${database}`
      : "";
  return {
    kafka: {
      brokers: kafka ? `${HOST}:${kafka.ports["client"]}` : "",
      username: KAFKA_USERNAME,
      password: kafka?.secrets["client"] ?? "",
    },
    postgres: {
      host: HOST,
      port: postgres?.ports["client"] ?? 0,
      adminUrl: postgresUrl(POSTGRES_ADMIN, "admin", "postgres"),
      ownerUrl: postgresUrl(POSTGRES_OWNER, "owner", POSTGRES_DATABASE),
    },
    mongo: {
      url: mongo
        ? `mongodb://${MONGO_USERNAME}:${mongo.secrets["password"]}@${HOST}:${mongo.ports["client"]}/?authSource=admin`
        : "",
    },
    neo4j: {
      url: neo4j ? `bolt://${HOST}:${neo4j.ports["bolt"]}` : "",
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
