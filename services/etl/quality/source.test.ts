import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { connectSources } from "./source.ts";

let server: Server;
afterEach(() => server.close());

/** Each path answers with its texts in turn; a number is a status without a body. */
async function serve(answers: Record<string, (string | number)[]>) {
  server = createServer((request, response) => {
    const next = answers[request.url ?? ""]?.shift();
    if (typeof next === "string") response.end(next);
    else response.writeHead(next ?? 404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return connectSources({ siteUrl: url, partnerUrl: url, partnerKey: "key" });
}

const entry = (path: string) =>
  `<url><loc>http://halles.example${path}</loc><lastmod>2026-09-07T06:00:00Z</lastmod></url>`;

const order = (id: string) => ({
  id,
  client: { nom: "", email: "", telephone: "", adresse: "" },
  passee_le: "",
  modifiee_le: "2026-09-07T06:00:00Z",
  statut: "",
  total_centimes: 0,
  lignes: [],
});

const page = (ids: string[], suivant: string | null) =>
  JSON.stringify({ commandes: ids.map(order), suivant });

test("sellers and pages of products are told apart on the site map, with their last change", async () => {
  const paths = ["/", "/vendeurs/V1", "/categories/miels", "/categories/miels/tilleul", "/documents/a.pdf"];
  const sources = await serve({ "/sitemap.xml": [paths.map(entry).join("\n")] });
  const at = Date.UTC(2026, 8, 7, 6);
  expect([...(await sources.sellers())]).toEqual([["V1", at]]);
  expect([...(await sources.productPages())]).toEqual([["miels/tilleul", at]]);
});

test("orders are read to the last page, through a busy answer, each once", async () => {
  const sources = await serve({
    "/v1/commandes?limite=500": [429, page(["O1", "O2"], "next")],
    "/v1/commandes?limite=500&curseur=next": [page(["O2", "O3"], null)],
  });
  expect([...(await sources.orders()).keys()]).toEqual(["O1", "O2", "O3"]);
});
