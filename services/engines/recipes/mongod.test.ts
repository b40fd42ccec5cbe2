import { describe, expect, it } from "vitest";
import { mongod, parseVersion } from "./mongod.ts";

describe("a mongod that the machine has", () => {
  it("is named by its version", () => {
    expect(parseVersion('db version v7.0.5\nBuild Info: {\n    "version": "7.0.5",')).toBe("7.0.5");
  });

  it("asks for a login, listens on loopback only, and has no password among its arguments", async () => {
    const place = {
      home: "/home",
      prepared: "/prepared",
      folder: "/folder",
      ports: { client: 20_001 },
      secrets: { password: "secret" },
    };
    const { command } = await mongod("/usr/bin/mongod", "7.0.5").launch(place);
    expect(command.args).toContain("--auth");
    expect(command.args[command.args.indexOf("--bind_ip") + 1]).toBe("127.0.0.1");
    expect(command.args).not.toContain("secret");
  });
});
