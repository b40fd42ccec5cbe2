// Which files each consumer of secrets gets: addresses as they are inside a deployment, and nothing that it does not need.
import type { Connections } from "@atelier/engines/engines.ts";
import { connectionsOf } from "@atelier/engines/connections.ts";
import { formatArguments, serverProperties } from "@atelier/engines/recipes/kafka.ts";
import { environmentLines, roleUrl, stageEnvironment } from "@atelier/engines/stage-environment.ts";
import { hashToken, type Scope } from "@atelier/platform/tokens.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import type { Config } from "./config.ts";
import type { Drawn } from "./drawn.ts";

/** Content by name of the file. */
export type Files = Readonly<Record<string, string>>;

const KAFKA_OUTSIDE = 9094;
const SOURCE_PORTS = { site: 8081, partner: 8082, registry: 8083 };
const METRICS_PORT = 9464;
/** Where Kafka's container has its secrets. */
const MOUNTED = "/run/secrets";

/** The files of every consumer. */
export function secretFiles(drawn: Drawn, config: Config): Readonly<Record<string, Files>> {
  const { keys, engines } = drawn;
  const inside = connectionsInside(drawn);
  const kafka = { "kafka-password": engines.kafka.client };
  const neo4j = { "neo4j-password": engines.neo4j.password };
  const stores = { "mongo-url": inside.mongo.url, ...neo4j };
  const asRole = (name: string, password: string) => ({
    "postgres-url": roleUrl(inside, { name, password }),
  });
  return {
    kafka: {
      "server.properties": serverProperties(
        {
          clients: {
            CLIENT: { listen: "0.0.0.0:9092", advertised: inside.kafka.brokers },
            OUTSIDE: { listen: `0.0.0.0:${KAFKA_OUTSIDE}`, advertised: `127.0.0.1:${config.KAFKA_PORT}` },
          },
          controller: "127.0.0.1:9093",
          dataDir: "/var/lib/kafka/data",
        },
        engines.kafka,
      ),
      "format.arguments": formatArguments(`${MOUNTED}/server.properties`, engines.kafka),
    },
    postgres: { "admin-password": engines.postgres.admin, "owner-password": engines.postgres.owner },
    mongo: { "root-password": engines.mongo.password },
    neo4j: { auth: `neo4j/${engines.neo4j.password}` },
    source: { "source.json": sourceConfiguration(drawn, config) },
    setup: {
      ...kafka,
      ...stores,
      "postgres-url": inside.postgres.ownerUrl,
      "loader-password": keys.loaderPassword,
      "reader-password": keys.readerPassword,
      "model-password": keys.modelPassword,
      "dashboard-password": keys.dashboardPassword,
    },
    collector: { ...kafka, "partner-key": keys.partnerKey, "pseudonym-key": keys.pseudonymKey },
    loaders: { ...kafka, ...stores, ...asRole("loader", keys.loaderPassword) },
    model: {
      ...kafka,
      ...neo4j,
      ...asRole("model", keys.modelPassword),
      "tokens.json": tokenFile("owner", drawn.modelToken, ["predict", "train", "admin"]),
    },
    dashboard: {
      ...asRole("dashboard", keys.dashboardPassword),
      "tokens.json": tokenFile("owner", keys.dashboardToken, ["read"]),
    },
    candidate: { environment: environmentLines(candidateEnvironment(drawn, config)) },
    instructor: { "model-token": drawn.modelToken, "dashboard-token": keys.dashboardToken, seed: drawn.seed },
  };
}

/** Neo4j calls its clients' port by another name than the others. */
const at = (port: number, secrets: Readonly<Record<string, string>>) => ({
  ports: { client: port, bolt: port },
  secrets: { ...secrets },
});
const origin = (port: number) => `http://127.0.0.1:${port}`;

function connectionsInside({ engines }: Drawn): Connections {
  return connectionsOf(
    {
      kafka: at(9092, engines.kafka),
      postgres: at(5432, engines.postgres),
      mongo: at(27_017, engines.mongo),
      neo4j: at(7687, engines.neo4j),
    },
    (engine) => engine,
  );
}

/** Where programs on the host find the engines. */
export function connectionsOutside(
  { engines }: Pick<Drawn, "engines">,
  config: Pick<Config, "KAFKA_PORT" | "POSTGRES_PORT" | "MONGO_PORT" | "NEO4J_PORT">,
): Connections {
  return connectionsOf({
    kafka: at(config.KAFKA_PORT, engines.kafka),
    postgres: at(config.POSTGRES_PORT, engines.postgres),
    mongo: at(config.MONGO_PORT, engines.mongo),
    neo4j: at(config.NEO4J_PORT, engines.neo4j),
  });
}

/** What a candidate's commands find in their environment, on the host. */
function candidateEnvironment(drawn: Drawn, config: Config): Record<string, string> {
  return stageEnvironment({
    ...drawn.keys,
    pagePort: config.PAGE_PORT,
    connections: connectionsOutside(drawn, config),
    urls: {
      siteUrl: origin(config.SITE_PORT),
      partnerUrl: origin(config.PARTNER_PORT),
      registryUrl: origin(config.REGISTRY_PORT),
    },
  });
}

function sourceConfiguration({ seed, scale, keys }: Drawn, config: Config): string {
  const { partnerKey, labKey, pseudonymKey } = keys;
  return JSON.stringify({
    mode: "practice",
    secret: Buffer.from(secretFromSeed(seed)).toString("hex"),
    scale,
    partnerKey,
    labKey,
    pseudonymKey,
    listenHost: "0.0.0.0",
    ports: SOURCE_PORTS,
    metricsPort: METRICS_PORT,
    tickEveryMs: config.ATELIER_TICK_EVERY * 1000,
    journalFile: "/var/lib/source/ticks",
  });
}

const tokenFile = (name: string, token: string, scopes: readonly Scope[]) =>
  JSON.stringify([{ name, sha256: hashToken(token).toString("hex"), scopes, requestsPerMinute: 6000 }]);
