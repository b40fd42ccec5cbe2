// Attacks on the way to the package registries, each twice. Every name leads to listeners of this test: nothing leaves the machine.
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type AddressInfo, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { STAGE_LIMITS } from "@atelier/grader/sandbox/limits.ts";
import { openRegistryNetwork } from "@atelier/grader/sandbox/registry-network.ts";
import { createRegistryProxy, type ProxyGuard } from "@atelier/grader/sandbox/registry-proxy.ts";
import { openSandbox, type Sandbox } from "@atelier/grader/sandbox/sandbox.ts";
import { NAMES, REGISTRY_ATTACKS } from "../../../submissions/attacks/registry-attacks.ts";

const TOKEN = "token-not-a-registry";
const PACKAGE = "a package";
const PUBLIC_ADDRESS = "203.0.113.9";
const REGISTRY_ADDRESS = "203.0.113.10";
const ADDRESSES: Readonly<Record<string, string>> = {
  [NAMES.registry]: REGISTRY_ADDRESS,
  "loopback.example": "127.0.0.1",
  "lan.example": "192.168.1.1",
  "metadata.example": "169.254.169.254",
  "mapped.example": "::ffff:127.0.0.1",
};

const ASK = `
import os, socket
def ask(text):
    s = socket.create_connection(("127.0.0.1", 3128), 5)
    s.sendall(text.encode())
    while data := s.recv(1000): print(data.decode())
`;

let stateDir: string;
let sandbox: Sandbox;
let elsewhere: Server;
let registry: Server;

beforeAll(async () => {
  stateDir = await mkdtemp("/var/tmp/atelier-registries-");
  sandbox = await openSandbox({ stateDir });
  [elsewhere, registry] = [answering(TOKEN), answering(PACKAGE)];
  await Promise.all([once(elsewhere, "listening"), once(registry, "listening")]);
});

afterAll(async () => {
  await sandbox.close();
  elsewhere.close();
  registry.close();
  await rm(stateDir, { recursive: true });
});

describe("an attack on the way to the registries gets through without its guard, and not with it:", () => {
  it.each(REGISTRY_ATTACKS.map((attack) => [attack.id, attack] as const))("%s", async (id, attack) => {
    const seen = async (without: readonly (ProxyGuard | "network")[]) => ({
      run: await setUp(`${id}-${without.length}`, attack.program, without),
      token: TOKEN,
    });
    expect(attack.succeeded(await seen(attack.guards))).toBe(true);
    expect(attack.succeeded(await seen([]))).toBe(false);
  });
});

describe("set-up", () => {
  it("reaches a registry", async () => {
    const run = await setUp("fetch", `ask("CONNECT ${NAMES.registry}:443 HTTP/1.1\\r\\n\\r\\n")`, []);
    expect(run.stdout).toContain(PACKAGE);
  });

  it("is told of no name server, and finds no name", async () => {
    const run = await setUp("names", `socket.gethostbyname("${NAMES.registry}")`, []);
    expect(run.code).not.toBe(0);
    expect(run.stderr).toContain("gaierror");
  });

  it("hides no request behind a refused one", async () => {
    const second = `CONNECT ${NAMES.elsewhere}:443 HTTP/1.1\\r\\nHost: ${NAMES.registry}\\r\\n\\r\\n`;
    const first = `POST /a HTTP/1.1\\r\\nHost: ${NAMES.registry}\\r\\nContent-Length: 4\\r\\n\\r\\nbody`;
    const run = await setUp("second", `ask("${first}${second}")`, []);
    expect(run.stdout).toContain("405");
    expect(run.stdout).not.toContain(TOKEN);
  });

  it("gets nothing from the proxy but tunnels", async () => {
    const run = await setUp(
      "plain",
      `ask("GET http://${NAMES.registry}/ HTTP/1.1\\r\\nHost: ${NAMES.registry}\\r\\n\\r\\n")`,
      [],
    );
    expect(run.stdout).toContain("405");
    expect(run.stdout).not.toContain(PACKAGE);
  });
});

async function setUp(name: string, program: string, without: readonly (ProxyGuard | "network")[]) {
  const proxy = createRegistryProxy({
    registries: {
      open: new Set([NAMES.registry, ...NAMES.private].map((host) => `${host}:443`)),
      own: new Set(),
      environment: {},
    },
    resolve: (host) => Promise.resolve([ADDRESSES[host] ?? PUBLIC_ADDRESS]),
    // What is not the registry at its port is elsewhere.
    dial: (address, port) =>
      connect(portOf(address === REGISTRY_ADDRESS && port === 443 ? registry : elsewhere), "127.0.0.1"),
    without: new Set(without.filter((guard) => guard !== "network")),
  });
  const network = await openRegistryNetwork(proxy);
  try {
    return await sandbox.run({
      name,
      command: ["/usr/bin/python3", "-I", "-c", ASK + program],
      network: without.includes("network") ? "inherited" : network,
      readOnly: [],
      writable: [],
      environment: { PATH: "/usr/bin:/bin", PORT: String(portOf(elsewhere)) },
      cwd: "/",
      limits: { ...STAGE_LIMITS, wallMs: 20_000 },
    });
  } finally {
    await network.close();
  }
}

function answering(text: string): Server {
  return createServer((socket) => socket.on("error", () => undefined).end(text)).listen(0, "127.0.0.1");
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
