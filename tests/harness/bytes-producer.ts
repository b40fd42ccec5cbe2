// Publishes bytes as they are, which the services' own producer cannot: what a broken or foreign program might send.
import { Kafka, logLevel, Partitioners } from "kafkajs";
import type { Connections } from "@atelier/engines/engines.ts";

export interface BytesRecord {
  readonly topic: string;
  readonly key: string | null;
  readonly value: Buffer | null;
}

export async function publishBytes({ kafka }: Connections, records: readonly BytesRecord[]): Promise<void> {
  const client = new Kafka({
    clientId: "foreigner",
    brokers: [kafka.brokers],
    sasl: { mechanism: "scram-sha-256", username: kafka.username, password: kafka.password },
    logLevel: logLevel.NOTHING,
  });
  const producer = client.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  try {
    for (const { topic, key, value } of records) await producer.send({ topic, messages: [{ key, value }] });
  } finally {
    await producer.disconnect();
  }
}
