// Serves copies of a site's pages from memory, so that the site is never what bounds a scraper.
// Usage: node static-site.ts <file of SiteCopy JSON>; prints {"url"} when it listens.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { SiteCopy } from "./site-copy.ts";

const [file = ""] = process.argv.slice(2);
const copy = JSON.parse(readFileSync(file, "utf8")) as SiteCopy;
const pages = new Map<string, { headers: Readonly<Record<string, string>>; body: Buffer }>();

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const page = pages.get(request.url ?? "");
  if (!page) {
    response.writeHead(404, { "content-length": 0 }).end();
    return;
  }
  response.writeHead(200, { ...page.headers, "content-length": page.body.length }).end(page.body);
});
server.listen(0, "127.0.0.1", () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [path, { headers, body }] of Object.entries(copy.pages)) {
    pages.set(path, { headers, body: Buffer.from(body.replaceAll(copy.url, url)) });
  }
  process.stdout.write(`${JSON.stringify({ url })}\n`);
});
process.on("SIGTERM", () => process.exit(0));
