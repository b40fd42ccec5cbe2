import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Command } from "../engine.ts";
import { kafka, serverProperties } from "./kafka.ts";

const secrets = { client: "one", broker: "two", controller: "three" };
const inside = { listen: "127.0.0.1:20001", advertised: "127.0.0.1:20001" };
const text = serverProperties(
  {
    clients: { CLIENT: inside, OUTSIDE: { listen: "127.0.0.1:20003", advertised: "kafka.example:9094" } },
    controller: "127.0.0.1:20002",
    dataDir: "data",
  },
  secrets,
);
const settings = Object.fromEntries(
  text
    .trim()
    .split("\n")
    .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
);

describe("Kafka's configuration", () => {
  it("lets nobody in without a login, on any listener, and listens on loopback only", () => {
    const listeners = (settings["listeners"] ?? "").split(",");
    const protocols = Object.fromEntries(
      (settings["listener.security.protocol.map"] ?? "").split(",").map((pair) => pair.split(":")),
    ) as Record<string, string>;
    expect(listeners).toHaveLength(3);
    for (const listener of listeners) {
      expect(listener).toContain("//127.0.0.1:");
      const name = listener.split(":")[0] ?? "";
      expect(protocols[name]).toBe("SASL_PLAINTEXT");
      expect(settings).toHaveProperty([`listener.name.${name.toLowerCase()}.sasl.enabled.mechanisms`]);
    }
  });

  it("keeps the clients' password out of its file: it is in the metadata only", () => {
    expect(text).not.toContain("one");
  });

  it("does not make topics that nobody asked for", () => {
    expect(settings["auto.create.topics.enable"]).toBe("false");
  });

  it("gives the formatting tool its passwords in a file that is gone afterwards, never as arguments", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kafka-"));
    const passwords = { client: "password-one", broker: "password-two", controller: "password-three" };
    const seen: { command: Command; file: string }[] = [];
    try {
      await kafka.adopt(
        {
          home: "/home",
          prepared: "/prepared",
          folder,
          ports: { client: 1, controller: 2 },
          secrets: passwords,
        },
        {
          async run(command) {
            const file = command.args.find((argument) => argument.startsWith("@"))?.slice(1) ?? "";
            seen.push({ command, file: await readFile(join(folder, file), "utf8") });
            return "";
          },
          rehearse: () => Promise.resolve(),
          say: () => undefined,
        },
      );
      expect(seen).toHaveLength(1);
      expect(JSON.stringify(seen[0]?.command)).not.toContain("password-");
      expect(seen[0]?.file).toContain("password-one");
      expect(await readdir(folder)).toEqual(["server.properties"]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
