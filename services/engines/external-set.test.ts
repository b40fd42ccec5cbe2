import { describe, expect, it } from "vitest";
import { connectionEnvironment } from "./connections.ts";
import { describeMistake, readConnections } from "./external-set.ts";

const environment = {
  KAFKA_BROKERS: "one.example:9092,two.example:9092",
  KAFKA_USERNAME: "user",
  KAFKA_PASSWORD: "secret",
  POSTGRES_URL: "postgres://owner:secret@db.example/lab",
  MONGO_URL: "mongodb://user:secret@mongo.example:27017/",
  NEO4J_URL: "neo4j+s://graph.example",
  NEO4J_USERNAME: "neo4j",
  NEO4J_PASSWORD: "secret",
};

describe("engines run by someone else", () => {
  it("are read from the variables that services read", () => {
    const connections = readConnections(environment);
    expect(connections.postgres).toMatchObject({ host: "db.example", port: 5432 });
    expect(connectionEnvironment(connections)).toEqual(environment);
  });

  it("have every wrong variable named at once, and no password shown", () => {
    const wrong = {
      ...environment,
      KAFKA_BROKERS: "localhost",
      POSTGRES_URL: "mysql://x:hidden@y",
      NEO4J_PASSWORD: "",
    };
    const attempt = () => readConnections(wrong);
    expect(attempt).toThrow(
      /KAFKA_BROKERS: must be host:port[^]*POSTGRES_URL: must look like[^]*NEO4J_PASSWORD: is empty/,
    );
    expect(attempt).not.toThrow(/hidden/);
  });

  it("are told apart when away and when they refuse", () => {
    expect(describeMistake({ name: "mongo", result: "unreachable", detail: "ECONNREFUSED" })).toBe(
      "mongo does not answer (ECONNREFUSED): start it, or check MONGO_URL",
    );
    expect(describeMistake({ name: "kafka", result: "refused", detail: "SASL" })).toBe(
      "kafka refuses the login (SASL): check KAFKA_USERNAME and KAFKA_PASSWORD",
    );
  });
});
