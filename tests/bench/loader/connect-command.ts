// Kafka Connect, standalone, with Debezium's JDBC sink: the configuration of one run.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { LoaderCommand } from "./measure-loader.ts";
import { TOPIC, type LoaderStage } from "./stage.ts";
import { TABLE } from "./target.ts";

const AT_ONCE = "5000";
const CONNECT = "org.apache.kafka.connect";

const field = (name: string, type: string, more: object = {}) => ({
  field: name,
  type,
  optional: false,
  ...more,
});
const text = (name: string) => field(name, "string");
const instant = (name: string) =>
  field(name, "string", { name: "io.debezium.time.ZonedTimestamp", version: 1 });
const texts = (name: string) => field(name, "array", { items: { type: "string" } });
const struct = (fields: readonly object[]) => ({ type: "struct", optional: false, fields });

/** Of the message, without what the table does not take. */
const SCHEMA = struct([
  text("source"),
  text("hash"),
  instant("observedAt"),
  field("version", "int64"),
  texts("subjects"),
  texts("repairs"),
  {
    field: "body",
    ...struct([
      text("reviewId"),
      text("productId"),
      text("accountKey"),
      field("rating", "int16"),
      field("text", "string", { optional: true }),
      instant("writtenAt"),
      text("deviceKey"),
      text("networkKey"),
    ]),
  },
]);

/** Flattened name in the message → column. */
const RENAMES = {
  observedAt: "observed_at",
  body_reviewId: "review_id",
  body_productId: "product_id",
  body_accountKey: "account_key",
  body_rating: "rating",
  body_text: "text",
  body_writtenAt: "written_at",
  body_deviceKey: "device_key",
  body_networkKey: "network_key",
};

/** @param installed folder with the jars in `lib` @param folder for configuration and offsets of this run */
export async function connectCommand(
  stage: LoaderStage,
  installed: string,
  folder: string,
  runId: string,
): Promise<LoaderCommand> {
  const { kafka } = stage.connections;
  const jaas = `org.apache.kafka.common.security.scram.ScramLoginModule required username="${kafka.username}" password="${kafka.password}";`;
  const sasl = (prefix: string) => ({
    [`${prefix}security.protocol`]: "SASL_PLAINTEXT",
    [`${prefix}sasl.mechanism`]: "SCRAM-SHA-256",
    [`${prefix}sasl.jaas.config`]: jaas,
  });
  const worker = {
    "bootstrap.servers": kafka.brokers,
    ...sasl(""),
    ...sasl("consumer."),
    "key.converter": `${CONNECT}.storage.StringConverter`,
    "value.converter": `${CONNECT}.json.JsonConverter`,
    "offset.storage.file.filename": join(folder, `${runId}.offsets`),
    "plugin.discovery": "service_load",
    listeners: "http://127.0.0.1:0",
    "connector.client.config.override.policy": "All",
    "offset.flush.interval.ms": "5000",
  };
  const database = new URL(stage.environment[ENVIRONMENT.postgresUrl] ?? "");
  const sink = {
    name: runId,
    "connector.class": "io.debezium.connector.jdbc.JdbcSinkConnector",
    "tasks.max": "2",
    topics: TOPIC,
    "connection.url": `jdbc:postgresql://${database.host}${database.pathname}?reWriteBatchedInserts=true&stringtype=unspecified`,
    "connection.username": database.username,
    "connection.password": database.password,
    "insert.mode": "upsert",
    "primary.key.mode": "record_value",
    "primary.key.fields": "review_id",
    "schema.evolution": "none",
    "collection.name.format": TABLE,
    "batch.size": AT_ONCE,
    "use.reduction.buffer": "true",
    transforms: "flatten,rename",
    "transforms.flatten.type": `${CONNECT}.transforms.Flatten$Value`,
    "transforms.flatten.delimiter": "_",
    "transforms.rename.type": `${CONNECT}.transforms.ReplaceField$Value`,
    "transforms.rename.renames": Object.entries(RENAMES)
      .map(([from, to]) => `${from}:${to}`)
      .join(","),
    "value.converter": `${CONNECT}.json.JsonConverter`,
    "value.converter.schemas.enable": "true",
    "value.converter.schema.content": JSON.stringify(SCHEMA),
    "consumer.override.auto.offset.reset": "earliest",
    "consumer.override.max.poll.records": AT_ONCE,
    "consumer.override.max.partition.fetch.bytes": String(8 << 20),
    "consumer.override.fetch.max.bytes": String(32 << 20),
  };
  const workerFile = await writeProperties(join(folder, "worker.properties"), worker);
  const sinkFile = await writeProperties(join(folder, "sink.properties"), sink);
  return {
    program: "java",
    args: [
      "-Xms512m",
      "-Xmx1g",
      "-XX:+UseParallelGC",
      "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
      "-cp",
      join(installed, "lib", "*"),
      `${CONNECT}.cli.ConnectStandalone`,
      workerFile,
      sinkFile,
    ],
    cwd: folder,
    environment: {},
  };
}

async function writeProperties(file: string, properties: Readonly<Record<string, string>>): Promise<string> {
  const lines = Object.entries(properties).map(
    ([name, value]) => `${name}=${value.replaceAll("\\", "\\\\")}\n`,
  );
  await writeFile(file, lines.join(""), { mode: 0o600 });
  return file;
}
