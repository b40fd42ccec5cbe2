import { describe, expect, it } from "vitest";
import { serverProperties } from "./kafka.ts";

const settings = serverProperties({
  ports: { client: 20_001, controller: 20_002 },
  secrets: { client: "one", broker: "two", controller: "three" },
});

describe("Kafka's configuration", () => {
  it("lets nobody in without a login, on any listener, and listens on loopback only", () => {
    const listeners = (settings["listeners"] ?? "").split(",");
    const protocols = Object.fromEntries(
      (settings["listener.security.protocol.map"] ?? "").split(",").map((pair) => pair.split(":")),
    ) as Record<string, string>;
    expect(listeners).toHaveLength(2);
    for (const listener of listeners) {
      expect(listener).toContain("//127.0.0.1:");
      expect(protocols[listener.split(":")[0] ?? ""]).toBe("SASL_PLAINTEXT");
    }
  });

  it("keeps the clients' password out of its file: it is in the metadata only", () => {
    expect(JSON.stringify(settings)).not.toContain('"one');
  });

  it("does not make topics that nobody asked for", () => {
    expect(settings["auto.create.topics.enable"]).toBe("false");
  });
});
