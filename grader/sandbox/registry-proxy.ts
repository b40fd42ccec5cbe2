// Lets set-up reach package registries and nothing else: tunnels to listed hosts, whose names are looked up here, so that what
// is connected to is what was judged. It reads nothing of what passes.
import { lookup } from "node:dns/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { BlockList, connect, isIP, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Registries } from "./registry-hosts.ts";

/** Taken away in tests only. */
export type ProxyGuard = "hosts" | "addresses";

export interface ProxyOptions {
  readonly registries: Registries;
  /** All addresses of a name. */
  readonly resolve?: (host: string) => Promise<string[]>;
  readonly dial?: (address: string, port: number) => Socket;
  readonly without?: ReadonlySet<ProxyGuard>;
}

const TARGET = /^([a-z0-9.-]{1,253}):(\d{1,5})$/i;
const MAX_TUNNELS = 128;
const MAX_HEADER_BYTES = 8192;
const IDLE_MS = 120_000;

/** It listens nowhere yet. */
export function createRegistryProxy(options: ProxyOptions): Server {
  const {
    resolve = resolveAll,
    dial = (host, port) => connect({ host, port }),
    without = new Set(),
  } = options;
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (_, response) => {
    response.writeHead(405, { connection: "close" }).end("only tunnels\n");
  });
  server.maxConnections = MAX_TUNNELS;
  server.on("connect", (request: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on("error", () => client.destroy());
    void open(request.url ?? "", client, head).catch(() => refuse(client, 502));
  });
  const open = async (target: string, client: Duplex, head: Buffer) => {
    const [, host = "", port = ""] = TARGET.exec(target) ?? [];
    const listed = listing(options.registries, host, port);
    if (host === "" || (!listed && !without.has("hosts"))) return refuse(client, 403);
    const addresses = await resolve(host);
    const mayBePrivate = listed === "own" || without.has("addresses");
    const address = mayBePrivate ? addresses[0] : addresses.find(isPublicAddress);
    if (address === undefined) return refuse(client, 403);
    tunnel(client, head, dial(address, Number(port)));
  };
  return server;
}

/** Under which list a name stands, exactly. @returns undefined where it stands on none */
export function listing({ open, own }: Registries, host: string, port: string): keyof Registries | undefined {
  const address = `${host.toLowerCase()}:${port}`;
  if (own.has(address)) return "own";
  return open.has(address) ? "open" : undefined;
}

function tunnel(client: Duplex, head: Buffer, server: Socket): void {
  const end = () => {
    client.destroy();
    server.destroy();
  };
  server.setTimeout(IDLE_MS, end);
  server.on("error", end).on("close", end);
  client.on("close", end);
  server.once("connect", () => {
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    server.write(head);
    client.pipe(server).pipe(client);
  });
}

function refuse(client: Duplex, status: number): void {
  client.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\n\r\n`);
}

async function resolveAll(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** Whether an address belongs to the internet at large (RFC 6890), not to this machine, its network or its host. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return !PRIVATE.check(address, family === 6 ? "ipv6" : "ipv4");
}

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  PRIVATE.addSubnet(network, bits, "ipv4");
}
for (const [network, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  PRIVATE.addSubnet(network, bits, "ipv6");
}
