// The log and the relational store as the stages see them; credentials come from the environment, like those of the services.
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { connectKafka, type KafkaClient } from "@atelier/platform/kafka.ts";
import { createLog } from "@atelier/platform/log.ts";
import { connectPostgres, type PostgresPool } from "@atelier/platform/postgres.ts";

/** @throws Error naming the variable that is not set */
export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set`);
  return value;
}

export const connectLog = (): KafkaClient =>
  connectKafka(
    {
      brokers: variable(ENVIRONMENT.kafkaBrokers),
      username: variable(ENVIRONMENT.kafkaUsername),
      password: variable(ENVIRONMENT.kafkaPassword),
      clientId: "stages",
    },
    createLog("stages", "warn"),
  );

export const connectStore = (): PostgresPool =>
  connectPostgres({
    url: variable(ENVIRONMENT.postgresUrl),
    role: { name: "loader", password: variable("LOADER_PASSWORD") },
    maxConnections: 1,
    applicationName: "stages",
  });
