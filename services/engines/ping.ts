// Asks each engine, as its client would, whether it is there and lets us in.
import { connect } from "node:net";
import { MongoClient, MongoServerError } from "mongodb";
import neo4jDriver, { Neo4jError } from "neo4j-driver";
import { Client, DatabaseError } from "pg";
import { createLog } from "@atelier/platform/log.ts";
import { connectKafka } from "@atelier/platform/kafka.ts";
import type { Connections, EngineName } from "./engine.ts";

export type PingResult = "ready" | "unreachable" | "refused";

const TIMEOUT_MS = 5000;
const UNAUTHORISED_MONGO_CODES = [13, 18];
const UNAUTHORISED_POSTGRES_CODES = ["28P01", "28000"];

/** Never throws for an engine that is away or refuses us; `detail` says what it answered. */
export async function ping(
  engine: EngineName,
  connections: Connections,
): Promise<{ result: PingResult; detail: string }> {
  try {
    await pingers[engine](connections);
    return { result: "ready", detail: "" };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { result: isRefusal(error) ? "refused" : "unreachable", detail };
  }
}

const pingers: Record<EngineName, (connections: Connections) => Promise<void>> = {
  async kafka({ kafka }) {
    // kafkajs is told to be patient; a closed port should be known at once.
    for (const broker of kafka.brokers.split(",")) await reach(broker);
    await connectKafka({ ...kafka, clientId: "ping" }, createLog("ping", "silent")).ping();
  },
  async postgres({ postgres }) {
    const client = new Client({
      connectionString: postgres.ownerUrl,
      connectionTimeoutMillis: TIMEOUT_MS,
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("SELECT 1");
    } finally {
      await client.end();
    }
  },
  async mongo({ mongo }) {
    const client = new MongoClient(mongo.url, { serverSelectionTimeoutMS: TIMEOUT_MS });
    try {
      // `ping` answers anyone; listing needs a login.
      await client.db("admin").command({ listDatabases: 1, nameOnly: true });
    } finally {
      await client.close();
    }
  },
  async neo4j({ neo4j }) {
    const auth = neo4jDriver.auth.basic(neo4j.username, neo4j.password);
    const driver = neo4jDriver.driver(neo4j.url, auth, { connectionTimeout: TIMEOUT_MS });
    try {
      await driver.verifyConnectivity();
      await driver.verifyAuthentication();
    } finally {
      await driver.close();
    }
  },
};

function isRefusal(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === "KafkaJSSASLAuthenticationError") return true;
    if (cause instanceof MongoServerError) return UNAUTHORISED_MONGO_CODES.includes(Number(cause.code));
    if (cause instanceof Neo4jError && cause.code.startsWith("Neo.ClientError.Security")) return true;
    if (cause instanceof DatabaseError) return UNAUTHORISED_POSTGRES_CODES.includes(cause.code ?? "");
  }
  return false;
}

function reach(address: string): Promise<void> {
  const separator = address.lastIndexOf(":");
  return new Promise((resolve, reject) => {
    const socket = connect(Number(address.slice(separator + 1)), address.slice(0, separator));
    socket.setTimeout(TIMEOUT_MS, () =>
      socket.destroy(new Error(`no answer from ${address} in ${TIMEOUT_MS} ms`)),
    );
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.destroy();
      resolve();
    });
  });
}
