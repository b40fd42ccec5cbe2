// One leak of each encoding, each in another kind of place: the proof that the search would find a real one.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { appendFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { encodeNonAsciiHTML } from "entities";
import { MongoClient } from "mongodb";
import neo4j from "neo4j-driver";
import { Client } from "pg";
import { publishBytes } from "./bytes-producer.ts";
import type { Lab } from "./lab.ts";
import { waitUntil } from "./wait-until.ts";

export interface Planted {
  /** `<encoding> in <place>` of each. */
  readonly expected: readonly string[];
  readonly metricsUrl: string;
  remove(): void;
}

/** @param trace with a letter that is not ASCII, so that encodings differ. */
export async function plantEverywhere({ engines, folder }: Lab, trace: string): Promise<Planted> {
  const { connections } = engines;
  const hash = (algorithm: string) => createHash(algorithm).update(trace).digest("hex");
  await inTable(connections.postgres.ownerUrl, trace, gzipSync(Buffer.from(trace, "latin1")));
  await inCollection(connections.mongo.url, encodeNonAsciiHTML(trace));
  await inGraph(connections.neo4j, encodeURIComponent(trace));
  const base64 = Buffer.from(`a person: ${trace}, says a stranger`).toString("base64");
  await publishBytes(connections, [{ topic: "dead.files", key: "planted", value: Buffer.from(base64) }]);
  await appendFile(join(folder, "log", "scraper.log"), `{"digest":"${hash("md5")}"}\n`);

  const server = createServer((_request, response) => response.end(`leaks{of="${hash("sha1")}"} 1\n`));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const idler = spawn(process.execPath, ["--eval", "process.stdin.resume()", hash("sha256")]);
  await waitUntil("the process with the planted argument", () => idler.pid);

  return {
    metricsUrl: `http://127.0.0.1:${port}/metrics`,
    expected: [
      "utf-8 in postgres public.planted",
      "latin-1 in postgres public.planted",
      "html-entities in mongo planted",
      "url in neo4j nodes",
      "base64 in topic dead.files",
      "md5 in log scraper.log",
      `sha-1 in metrics ${port}`,
      "sha-256 in process arguments",
    ],
    remove() {
      idler.kill();
      server.close();
    },
  };
}

async function inTable(url: string, text: string, compressed: Buffer): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("CREATE TABLE public.planted (shown text, packed bytea)");
    await client.query("INSERT INTO public.planted VALUES ($1, $2)", [text, compressed]);
  } finally {
    await client.end();
  }
}

async function inCollection(url: string, text: string): Promise<void> {
  const client = await MongoClient.connect(url);
  try {
    await client.db().collection("planted").insertOne({ text });
  } finally {
    await client.close();
  }
}

async function inGraph(
  { url, username, password }: { url: string; username: string; password: string },
  text: string,
): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic(username, password));
  try {
    await driver.executeQuery("CREATE (:Planted {text: $text})", { text });
  } finally {
    await driver.close();
  }
}
