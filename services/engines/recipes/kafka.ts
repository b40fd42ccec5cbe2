// Kafka, one KRaft node: broker and controller in one process, every listener behind SASL.
import { randomBytes } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import type { Command, EngineRecipe, Place } from "../engine.ts";
import { installJars } from "../maven.ts";
import { freePorts } from "../ports.ts";
import { archivingLaunch, jvmOptions } from "./jvm.ts";

const RECIPE = fileURLToPath(new URL("../../../docker/engines/kafka/", import.meta.url));

/** The name that clients log in with. */
export const KAFKA_USERNAME = "atelier";
const BROKER_USERNAME = "broker";
const FORMAT_ARGUMENTS = "format.arguments";

export const kafka: EngineRecipe = {
  name: "kafka",
  version: "4.1.1",
  revision: 2,
  sources: RECIPE,
  ports: ["client", "controller"],
  secrets: ["client", "broker", "controller"],
  stopSignal: "SIGTERM",
  discardSignal: "SIGKILL",

  install: (home, workshop) => installJars(RECIPE, home, workshop),

  async prepare(home, prepared, workshop) {
    // Every set has its own cluster, with its own users: nothing to copy, but a life to rehearse.
    const folder = join(prepared, "rehearsal");
    await mkdir(folder);
    const [client = 0, controller = 0] = await freePorts(2);
    const secrets = Object.fromEntries(this.secrets.map((name) => [name, randomBytes(24).toString("hex")]));
    const place = { home, prepared, folder, ports: { client, controller }, secrets };
    await this.adopt(place, workshop);
    await workshop.rehearse(archivingLaunch(await this.launch(place), prepared));
    await rm(folder, { recursive: true });
  },

  async adopt(place, workshop) {
    await writeConfiguration(place);
    // Read by the JVM's launcher: passwords on the command line could be read by every user of the machine.
    const file = join(place.folder, FORMAT_ARGUMENTS);
    await writeFile(file, formatArguments("server.properties", place.secrets), { mode: 0o600 });
    try {
      await workshop.run(command(place, [`@${FORMAT_ARGUMENTS}`]));
    } finally {
      await rm(file, { force: true });
    }
  },

  async launch(place) {
    await writeConfiguration(place);
    return {
      command: command(place, ["kafka.Kafka", "server.properties"]),
      readyLine: /Kafka Server started/,
    };
  },
};

function command({ home, prepared, folder }: Place, args: readonly string[]): Command {
  return {
    program: "java",
    args: [...jvmOptions(prepared, 384), "-cp", join(home, "lib", "*"), ...args],
    cwd: folder,
  };
}

function writeConfiguration(place: Place): Promise<void> {
  const { ports, secrets } = place;
  const address = `127.0.0.1:${ports["client"]}`;
  const settings = serverProperties(
    {
      clients: { CLIENT: { listen: address, advertised: address } },
      controller: `127.0.0.1:${ports["controller"]}`,
      // Relative to the set's folder, so that spaces, commas and accents in it need no escaping.
      dataDir: "data",
    },
    secrets,
  );
  return writeFile(join(place.folder, "server.properties"), settings, { mode: 0o600 });
}

/** A JVM's argument file that formats an empty data folder, with the users who may log in. */
export function formatArguments(configuration: string, secrets: Readonly<Record<string, string>>): string {
  const users = [
    [KAFKA_USERNAME, secrets["client"]],
    [BROKER_USERNAME, secrets["broker"]],
  ].flatMap(([name, password]) => ["--add-scram", `SCRAM-SHA-256=[name=${name},password=${password}]`]);
  const clusterId = randomBytes(16).toString("base64url");
  // A cluster's identifier in 64 begins with a hyphen, and would be taken for an option.
  const words = [
    "kafka.tools.StorageTool",
    "format",
    `--cluster-id=${clusterId}`,
    "--config",
    configuration,
    ...users,
  ];
  return words.map((word) => `${word}\n`).join("");
}

export interface KafkaPlace {
  /** By listener: where it listens, and what it tells clients to connect to. The brokers among themselves use CLIENT. */
  readonly clients: { readonly CLIENT: Listener; readonly OUTSIDE?: Listener };
  readonly controller: string;
  readonly dataDir: string;
}
interface Listener {
  readonly listen: string;
  readonly advertised: string;
}

/** The text of `server.properties`. */
export function serverProperties(
  { clients, controller, dataDir }: KafkaPlace,
  secrets: Readonly<Record<string, string>>,
): string {
  const listeners = Object.entries<Listener>(clients);
  const names = [...Object.keys(clients), "CONTROLLER"];
  const plain = "org.apache.kafka.common.security.plain.PlainLoginModule required";
  const scram = "org.apache.kafka.common.security.scram.ScramLoginModule required";
  const settings: Record<string, string> = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.quorum.voters": `1@${controller}`,
    listeners: [
      ...listeners.map(([name, { listen }]) => `${name}://${listen}`),
      `CONTROLLER://${controller}`,
    ].join(),
    "advertised.listeners": listeners.map(([name, { advertised }]) => `${name}://${advertised}`).join(),
    "listener.security.protocol.map": names.map((name) => `${name}:SASL_PLAINTEXT`).join(),
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "CLIENT",

    // The controller keeps the SCRAM users, so it cannot itself ask for SCRAM: it takes one fixed user.
    "sasl.mechanism.controller.protocol": "PLAIN",
    "sasl.mechanism.inter.broker.protocol": "SCRAM-SHA-256",
    ...Object.fromEntries(
      listeners.flatMap(([name]) => [
        [`listener.name.${name.toLowerCase()}.sasl.enabled.mechanisms`, "SCRAM-SHA-256"],
        [
          `listener.name.${name.toLowerCase()}.scram-sha-256.sasl.jaas.config`,
          `${scram} username="${BROKER_USERNAME}" password="${secrets["broker"]}";`,
        ],
      ]),
    ),
    "listener.name.controller.sasl.enabled.mechanisms": "PLAIN",
    "listener.name.controller.plain.sasl.jaas.config": `${plain} username="controller" password="${secrets["controller"]}" user_controller="${secrets["controller"]}";`,

    "log.dirs": dataDir,
    "auto.create.topics.enable": "false",
    "num.partitions": "4",
    "offsets.topic.num.partitions": "4",
    "offsets.topic.replication.factor": "1",
    "transaction.state.log.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "share.coordinator.state.topic.num.partitions": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "group.initial.rebalance.delay.ms": "0",
    // Consumers that were killed are noticed as soon as they ask to be.
    "group.min.session.timeout.ms": "1000",

    // An erased person must be gone from compacted topics within five minutes: the cleaner looks every 5 s and
    // topics choose their own `segment.ms` and lags.
    "log.cleaner.enable": "true",
    "log.cleaner.backoff.ms": "5000",
    "log.cleaner.dedupe.buffer.size": String(16 << 20),
    "log.cleaner.min.cleanable.ratio": "0.01",
    "log.retention.check.interval.ms": "30000",
    "log.segment.delete.delay.ms": "5000",
    "log.index.size.max.bytes": String(1 << 20),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}
