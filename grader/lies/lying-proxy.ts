// Stands before the sources of a small world, passes on what they answer, or lies about it: for tests that meet the sources by
// their addresses.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { lieAbout, type HttpLie } from "./bodies.ts";

export interface LyingProxy {
  /** Where each origin is met, in the order given. */
  readonly urls: readonly string[];
  /** From now on; undefined: the truth. */
  tell(lie: HttpLie | undefined): void;
  /** Requests that have come since the last `tell`. */
  requests(): number;
  close(): Promise<void>;
}

/** Not passed on: they are about the connection, or no longer true of the body. */
const OWN_HEADERS = new Set([
  "connection",
  "content-length",
  "content-encoding",
  "transfer-encoding",
  "keep-alive",
]);
const ANSWER_MS = 30_000;

export async function startLyingProxy(origins: readonly string[]): Promise<LyingProxy> {
  let lie: HttpLie | undefined;
  let count = 0;
  const servers: Server[] = [];
  const urls: string[] = [];
  const answer = async (origin: string, request: IncomingMessage, response: ServerResponse) => {
    count += 1;
    if (lie === "refused") {
      response.writeHead(500).end();
      return;
    }
    // A path is a path, whatever it looks like (`//elsewhere`): nobody is sent elsewhere.
    const url = new URL(new URL(origin).origin + (request.url ?? "/"));
    const upstream = await fetch(url, {
      method: request.method ?? "GET",
      headers: passedOn(request.headers),
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const type = upstream.headers.get("content-type") ?? "";
    const headers = Object.fromEntries(
      [...upstream.headers]
        .filter(([name]) => !OWN_HEADERS.has(name))
        .map(([name, value]) => [name, own(value)]),
    );
    response.writeHead(upstream.status, headers);
    if (type.includes("event-stream") && upstream.body) {
      for await (const chunk of upstream.body) response.write(chunk);
      response.end();
      return;
    }
    const body = Buffer.from(await upstream.arrayBuffer());
    const told = lie !== undefined && upstream.ok && !url.pathname.endsWith("/robots.txt");
    const shown = told ? lieAbout(body, type, url.pathname, lie!) : body;
    response.end(
      type.includes("text") || type.includes("json") || type.includes("xml") ? ownBody(shown) : shown,
    );
  };
  /** Addresses of the sources in what they say become ours. */
  const own = (text: string) =>
    origins.reduce((shown, origin, at) => shown.replaceAll(new URL(origin).origin, urls[at] ?? ""), text);
  const ownBody = (body: Buffer) => Buffer.from(own(body.toString("latin1")), "latin1");
  for (const origin of origins) {
    const server = createServer((request, response) => {
      void buffer(request)
        .then(() => answer(origin, request, response))
        .catch(() => response.destroy());
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    servers.push(server);
    urls.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
  return {
    urls,
    tell(next) {
      lie = next;
      count = 0;
    },
    requests: () => count,
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
        await once(server, "close");
      }
    },
  };
}

function passedOn(headers: IncomingMessage["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name === "host" || name === "accept-encoding" || OWN_HEADERS.has(name) || typeof value !== "string"
        ? []
        : [[name, value]],
    ),
  );
}
