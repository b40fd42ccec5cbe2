// A set of engines that someone else runs: found through the environment, checked before anything depends on it.
import { z } from "zod";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { readConfig } from "@atelier/platform/config.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Connections, EngineName, EngineSet } from "./engine.ts";
import { ping, type PingResult } from "./ping.ts";

const text = z.string("is missing").min(1, "is empty");
const brokers = text.regex(
  /^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/,
  "must be host:port, with a comma between several",
);
const url = (protocol: RegExp, example: string) =>
  text.refine(
    (value) => URL.canParse(value) && protocol.test(new URL(value).protocol),
    `must look like ${example}`,
  );

const schema = z.object({
  [ENVIRONMENT.kafkaBrokers]: brokers,
  [ENVIRONMENT.kafkaUsername]: text,
  [ENVIRONMENT.kafkaPassword]: text,
  [ENVIRONMENT.postgresUrl]: url(/^postgres(ql)?:$/, "postgres://user:password@host:5432/database"),
  [ENVIRONMENT.mongoUrl]: url(/^mongodb(\+srv)?:$/, "mongodb://user:password@host:27017"),
  [ENVIRONMENT.neo4jUrl]: url(/^(bolt|neo4j)(\+s|\+ssc)?:$/, "bolt://host:7687"),
  [ENVIRONMENT.neo4jUsername]: text,
  [ENVIRONMENT.neo4jPassword]: text,
});

/** Where each engine's address and credentials are given. */
const VARIABLES: Record<EngineName, { address: string; credentials: string }> = {
  kafka: {
    address: ENVIRONMENT.kafkaBrokers,
    credentials: `${ENVIRONMENT.kafkaUsername} and ${ENVIRONMENT.kafkaPassword}`,
  },
  postgres: {
    address: ENVIRONMENT.postgresUrl,
    credentials: `user and password in ${ENVIRONMENT.postgresUrl}`,
  },
  mongo: { address: ENVIRONMENT.mongoUrl, credentials: `user and password in ${ENVIRONMENT.mongoUrl}` },
  neo4j: {
    address: ENVIRONMENT.neo4jUrl,
    credentials: `${ENVIRONMENT.neo4jUsername} and ${ENVIRONMENT.neo4jPassword}`,
  },
};

/** @throws ConfigError naming every variable that is wrong, every engine that is away and every login refused. */
export async function connectExternalSet(
  environment: NodeJS.ProcessEnv,
  names: readonly EngineName[],
): Promise<EngineSet> {
  const connections = readConnections(environment);
  const results = await Promise.all(
    names.map(async (name) => ({ name, ...(await ping(name, connections)) })),
  );
  const mistakes = results.filter(({ result }) => result !== "ready").map(describeMistake);
  if (mistakes.length > 0) {
    const refused = results.some(({ result }) => result === "refused");
    throw new ConfigError(refused ? "wrong-password" : "engine-unreachable", mistakes.join("\n"));
  }
  return {
    connections,
    engines: [],
    stop: nothing,
    discard: nothing,
    stopOne: notOurs,
    startOne: notOurs,
    ended: async () => [],
  };
}

/** Whoever runs them stops them. */
const nothing = async () => undefined;

async function notOurs(name: EngineName): Promise<never> {
  throw new ConfigError("not-ours", `${name} is run by someone else: it is theirs to start and stop`);
}

/** @throws ConfigError naming every variable that is wrong. */
export function readConnections(environment: NodeJS.ProcessEnv): Connections {
  const values = readConfig(schema, environment);
  const postgres = new URL(values[ENVIRONMENT.postgresUrl]);
  return {
    kafka: {
      brokers: values[ENVIRONMENT.kafkaBrokers],
      username: values[ENVIRONMENT.kafkaUsername],
      password: values[ENVIRONMENT.kafkaPassword],
    },
    postgres: {
      host: postgres.hostname,
      port: Number(postgres.port || 5432),
      adminUrl: postgres.href,
      ownerUrl: postgres.href,
    },
    mongo: { url: values[ENVIRONMENT.mongoUrl] },
    neo4j: {
      url: values[ENVIRONMENT.neo4jUrl],
      username: values[ENVIRONMENT.neo4jUsername],
      password: values[ENVIRONMENT.neo4jPassword],
    },
  };
}

export function describeMistake({
  name,
  result,
  detail,
}: {
  name: EngineName;
  result: PingResult;
  detail: string;
}): string {
  const { address, credentials } = VARIABLES[name];
  return result === "refused"
    ? `${name} refuses the login (${detail}): check ${credentials}`
    : `${name} does not answer (${detail}): start it, or check ${address}`;
}
