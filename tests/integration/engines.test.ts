// The engines as every other test will use them: closed to strangers, alike after a restart, apart in a namespace.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  attachEngines,
  connectionEnvironment,
  startEngines,
  stopEngines,
  type Connections,
  type EngineSet,
} from "@atelier/engines/engines.ts";
import { ENGINE_NAMES, type EngineName } from "@atelier/engines/engine.ts";
import { createNamespace, enterNamespace, type Namespace } from "@atelier/engines/namespace.ts";
import { ping } from "@atelier/engines/ping.ts";
import { identify, isAlive } from "@atelier/engines/process-identity.ts";
import { waitUntil } from "../harness/wait-until.ts";

const ENGINES = fileURLToPath(import.meta.resolve("@atelier/engines/engines.ts"));
const PING = fileURLToPath(import.meta.resolve("@atelier/engines/ping.ts"));

const folders: string[] = [];
async function newStateDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "atelier état de test "));
  folders.push(folder);
  return folder;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The same addresses, with another password for every engine. */
function withPassword(connections: Connections, password: string): Connections {
  const replace = (text: string) => {
    const url = new URL(text);
    url.password = password;
    return url.href;
  };
  const { kafka, postgres, mongo, neo4j } = connections;
  return {
    kafka: { ...kafka, password },
    postgres: { ...postgres, adminUrl: replace(postgres.adminUrl), ownerUrl: replace(postgres.ownerUrl) },
    mongo: { url: replace(mongo.url) },
    neo4j: { ...neo4j, password },
  };
}

function pidOf(set: EngineSet, name: EngineName): number {
  const engine = set.engines.find((one) => one.name === name);
  if (!engine) throw new Error(`${name} does not run`);
  return engine.pid;
}

let stateDir: string;
let set: EngineSet;

beforeAll(async () => {
  stateDir = await newStateDir();
  set = await startEngines({ profile: "native", stateDir });
});

afterAll(async () => {
  for (const folder of folders) {
    await stopEngines(folder);
    await rm(folder, { recursive: true });
  }
});

describe("a set of engines", () => {
  it.each(ENGINE_NAMES)("lets %s's owner in", async (name) => {
    expect(await ping(name, set.connections)).toEqual({ result: "ready", detail: "" });
  });

  it.each(ENGINE_NAMES)("refuses a wrong password on %s", async (name) => {
    const { result } = await ping(name, withPassword(set.connections, "wrong-password"));
    expect(result).toBe("refused");
  });

  it.each([
    [
      "mongo",
      (c: Connections) => ({
        ...c,
        mongo: { url: c.mongo.url.replace(/\/\/.*@/, "//").replace(/\?.*/, "") },
      }),
    ],
    ["neo4j", (c: Connections) => ({ ...c, neo4j: { ...c.neo4j, username: "", password: "" } })],
    ["postgres", (c: Connections) => withPassword(c, "")],
  ] as const)("refuses %s to one without a login", async (name, anonymous) => {
    const { result } = await ping(name, anonymous(set.connections));
    expect(result).not.toBe("ready");
  });

  it("refuses Kafka to one without a login, on both of its ports", async () => {
    const { Kafka, logLevel } = await import("kafkajs");
    const state = JSON.parse(await readFile(join(stateDir, "engines.json"), "utf8")) as {
      kafka: { ports: Record<string, number> };
    };
    for (const port of Object.values(state.kafka.ports)) {
      const admin = new Kafka({
        brokers: [`127.0.0.1:${port}`],
        logLevel: logLevel.NOTHING,
        retry: { retries: 0 },
      }).admin();
      await expect(admin.connect().then(() => admin.listTopics())).rejects.toThrow();
      await admin.disconnect();
    }
  });

  it("gives PostgreSQL's owner roles of its own but no way to the machine's files and programs", async () => {
    const { ownerUrl } = set.connections.postgres;
    expect(
      await query(ownerUrl, "SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user"),
    ).toEqual([{ rolsuper: false, rolcreaterole: true }]);
    await query(ownerUrl, "CREATE ROLE reader; DROP ROLE reader");
    for (const role of ["pg_execute_server_program", "pg_read_server_files", "pg_write_server_files"]) {
      await expect(query(ownerUrl, `GRANT ${role} TO current_user`)).rejects.toThrow(/does not exist/);
    }
    await expect(query(ownerUrl, "COPY (SELECT 1) TO PROGRAM 'id'")).rejects.toThrow(/must be superuser/);
  });

  it("keeps its passwords out of arguments and out of files that others can read", async () => {
    const environment = connectionEnvironment(set.connections);
    const passwords = Object.entries(environment)
      .filter(([name]) => name.endsWith("_PASSWORD"))
      .map(([, value]) => value)
      .concat(
        [environment["POSTGRES_URL"], environment["MONGO_URL"]].map((url) => new URL(url ?? "").password),
      );
    expect(passwords).toHaveLength(4);
    for (const { pid } of set.engines) {
      const words = await readFile(`/proc/${pid}/cmdline`, "utf8");
      for (const password of passwords) expect(words).not.toContain(password);
    }
    for (const entry of await readdir(stateDir, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (!entry.isFile() || ((await stat(file)).mode & 0o044) === 0) continue;
      const text = await readFile(file, "latin1");
      for (const password of passwords)
        expect(text.includes(password), `${file} shows a password`).toBe(false);
    }
  });

  it("has an engine back on its port with its data after a stop, and after a kill", async () => {
    const { ownerUrl } = set.connections.postgres;
    await query(ownerUrl, "CREATE TABLE kept (id integer)");
    await set.stopOne("postgres");
    expect((await ping("postgres", set.connections)).result).toBe("unreachable");
    await set.startOne("postgres");
    await query(ownerUrl, "INSERT INTO kept VALUES (7)");

    process.kill(pidOf(set, "postgres"), "SIGKILL");
    await set.startOne("postgres");
    expect(await query(ownerUrl, "SELECT id FROM kept")).toEqual([{ id: 7 }]);
  });

  it("is found again by another process, which can stop and start it", async () => {
    const found = await attachEngines(stateDir);
    expect(found.connections).toEqual(set.connections);
    await found.stopOne("mongo");
    expect((await ping("mongo", set.connections)).result).toBe("unreachable");
    await found.startOne("mongo");
    expect((await ping("mongo", set.connections)).result).toBe("ready");
  });

  it("serves as an external one, and a wrong password there names its variables", async () => {
    const environment = connectionEnvironment(set.connections);
    const external = await startEngines({ profile: "external", stateDir: "", environment });
    expect(external.connections.kafka).toEqual(set.connections.kafka);
    await external.stop();
    expect((await ping("kafka", set.connections)).result).toBe("ready");

    const wrong = { ...environment, NEO4J_PASSWORD: "wrong", KAFKA_BROKERS: "127.0.0.1:1" };
    await expect(startEngines({ profile: "external", stateDir: "", environment: wrong })).rejects.toThrow(
      /kafka does not answer[^]*KAFKA_BROKERS[^]*neo4j refuses the login[^]*NEO4J_PASSWORD/,
    );
  });
});

describe("what a killed command leaves behind", () => {
  const only = ["mongo"] as const;

  it("ends by itself when it was not to live on", async () => {
    const own = await newStateDir();
    const script = `import { startEngines } from ${JSON.stringify(ENGINES)};
      const set = await startEngines({ profile: "native", stateDir: process.argv[1], only: ["mongo"] });
      console.log(set.engines[0].pid); setInterval(() => {}, 1000);`;
    const command = spawn(process.execPath, ["--input-type=module", "-e", script, own], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [pid] = await once(command.stdout, "data");
    const engine = await identify(Number(pid));
    if (!engine) throw new Error("the engine has ended already");
    await expect(startEngines({ profile: "native", stateDir: own, only })).rejects.toMatchObject({
      code: "in-use",
    });

    command.kill("SIGKILL");
    await waitUntil("the engine has ended", async () => ((await isAlive(engine)) ? undefined : true));
  });

  it("is replaced when its owner has gone", async () => {
    const own = await newStateDir();
    const left = await startEngines({ profile: "native", stateDir: own, only, detached: true });
    const file = join(own, "run", "mongo.json");
    const record = JSON.parse(await readFile(file, "utf8")) as object;
    await writeFile(file, JSON.stringify({ ...record, owner: { pid: 1, startTicks: "1", bootId: "gone" } }));

    const next = await startEngines({ profile: "native", stateDir: own, only, detached: true });
    expect(pidOf(next, "mongo")).not.toBe(pidOf(left, "mongo"));
    expect(next.connections).toEqual(left.connections);
    const again = await startEngines({ profile: "native", stateDir: own, only, detached: true });
    expect(pidOf(again, "mongo")).toBe(pidOf(next, "mongo"));
  });

  it("is left alone when its number belongs to someone else now", async () => {
    const own = await newStateDir();
    const stranger = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
    const identity = await identify(stranger.pid ?? 0);
    const engines = await startEngines({ profile: "native", stateDir: own, only });
    await engines.stop();
    await writeFile(join(own, "run", "mongo.json"), JSON.stringify({ ...identity, marker: "ours, it says" }));

    expect(await stopEngines(own)).toEqual([]);
    expect(identity && (await isAlive(identity))).toBe(true);
    stranger.stdin.end();
  });

  it("is no reason to take a stranger's port", async () => {
    const own = await newStateDir();
    const engines = await startEngines({ profile: "native", stateDir: own, only });
    await engines.stopOne("mongo");
    const port = Number(new URL(engines.connections.mongo.url).port);
    const stranger = createServer().listen(port, "127.0.0.1");
    await once(stranger, "listening");
    await expect(engines.startOne("mongo")).rejects.toThrow(new RegExp(`Port ${port} of mongo is taken`));
    stranger.close();
  });
});

const segments = () => execFileSync("ipcs", ["-m"], { encoding: "utf8" }).split("\n").length;

describe("a set that is discarded", () => {
  it("is gone, with its shared memory", async () => {
    const before = segments();
    const engines = await startEngines({ profile: "native", stateDir: await newStateDir() });
    await engines.discard();
    expect(engines.engines).toEqual([]);
    for (const name of ENGINE_NAMES) {
      expect((await ping(name, engines.connections)).result).toBe("unreachable");
    }
    await waitUntil("no more segments than before", async () => segments() <= before || undefined);
  });
});

describe("a set in a network namespace", () => {
  let namespace: Namespace;
  let inside: EngineSet;

  beforeAll(async () => {
    namespace = await createNamespace();
    inside = await startEngines({
      profile: "native",
      stateDir: await newStateDir(),
      namespacePid: namespace.pid,
    });
  });
  afterAll(async () => {
    await inside.stop();
    await namespace.close();
  });

  it.each(ENGINE_NAMES)("hides %s from the machine", async (name) => {
    expect((await ping(name, inside.connections)).result).toBe("unreachable");
  });

  it("is open to those inside", async () => {
    const script = `import { ping } from ${JSON.stringify(PING)};
      const connections = JSON.parse(await new Response(process.stdin).text());
      const names = ${JSON.stringify(ENGINE_NAMES)};
      const results = await Promise.all(names.map((name) => ping(name, connections)));
      console.log(JSON.stringify(results.map(({ result }) => result)));`;
    const [program, ...args] = [
      ...enterNamespace(namespace.pid),
      process.execPath,
      "--input-type=module",
      "-e",
      script,
    ];
    const client = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
    client.stdin.end(JSON.stringify(inside.connections));
    const [answer] = await once(client.stdout, "data");
    expect(JSON.parse(String(answer))).toEqual(["ready", "ready", "ready", "ready"]);
  });
});
