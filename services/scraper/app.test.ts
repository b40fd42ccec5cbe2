// The whole collector against a small source of its own, with a file for Kafka: what it publishes, what it asks for
// again, and how it goes on after damage.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeadLetter } from "@atelier/contracts/clean.ts";
import { RAW_BODIES, RawRecord } from "@atelier/contracts/raw.ts";
import { createLog } from "@atelier/platform/log.ts";
import { Registry } from "@atelier/platform/metrics.ts";
import type { OutgoingRecord } from "@atelier/platform/kafka.ts";
import { buildApp } from "./app.ts";
import { ScraperConfig } from "./config.ts";
import { fixture } from "./fixtures/context.ts";
import { serveSite, type Handler, type TestSite } from "./fixtures/site.ts";

const CUSTOMERS = `numero;compte;civilite;nom;prenom;naissance;email;telephone;adresse;code_postal;solde;lettre_info;point_retrait;cree_le;modifie_le
F1;C1;Mme;Brezvandozac;Jeanne;1980-02-03;jeanne@poste.example;0639980001;1 rue Haute;01000;3.20;1;Point vert;2025-01-02;2026-02-03T04:05:06Z
F2;C2;M;Querzimelac;Paul;1981-02-03;paul@poste.example;0639980002;2 rue Haute;29000;3.20;1;Point vert;2025-01-02;2026-02-03T04:05:06Z
`;
const price = (day: number) =>
  `{"produit":"P1","le":"2026-01-0${day}T00:00:00Z","montant":${day},"unite":"centimes"}\n`;
const order = (id: string) => ({
  id,
  client: { nom: "Paul Querzimelac", email: "paul@poste.example", telephone: "", adresse: "2 rue Haute" },
  passee_le: "2026-03-04T14:05:00Z",
  modifiee_le: "2026-03-05T00:00:00Z",
  statut: "placed",
  total_centimes: 400,
  lignes: [{ produit: "P1", quantite: "1", prix_unitaire_centimes: 400 }],
});
const review = (id: string, compte: string) => ({
  id,
  produit: "VJSKQ2Q33",
  auteur: { compte, nom: "Paul Q." },
  note: "4",
  texte: "Bon.",
  le: "2026-03-04T10:11:12Z",
  appareil: "D1",
  reseau: "198.51.100.0/24",
});
const objector = {
  compte: "C1",
  emails: ["jeanne@poste.example"],
  telephones: ["0639980001"],
  depuis: "2026-01-01T00:00:00Z",
};
const event = (id: number, type: string, data: unknown) =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
const PRODUCT = "/categories/fromages/tomme";
const recu_le = "2026-09-07T05:59:58Z";
const STREAM = [
  event(1, "avis", { revision: 1, recu_le, avis: review("R9", "C2") }),
  event(2, "effacement", { recu_le, personne: { ...objector, compte: "C3", emails: [], telephones: [] } }),
  event(3, "avis", { revision: 0, recu_le, avis: review("R8", "C3") }),
  event(3, "fin-du-monde", { recu_le, tick: 0 }),
];

/** Answers with an entity tag, and 304 to whoever has it. */
const page =
  (body: string | Buffer, type = "text/html"): Handler =>
  (request, response) => {
    const etag = `"${body.length}"`;
    if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { etag, "content-type": type }).end(body);
  };
const json = (body: unknown) => page(JSON.stringify(body), "application/json");

/** Cut after the first event; whoever comes back with its id gets the rest. */
const stream: Handler = (request, response) => {
  const from = Number(request.headers["last-event-id"] ?? 0);
  response.writeHead(200, { "content-type": "text/event-stream" });
  if (from === 0) endAfter(response, STREAM.slice(0, 1));
  else endAfter(response, from >= 3 ? STREAM.slice(3) : STREAM.slice(from));
};
const endAfter = (response: ServerResponse, frames: readonly string[]) => response.end(frames.join(""));

interface Files {
  readonly customers?: string;
  readonly prices?: Buffer;
}

const listed = (nom: string, body: string | Buffer) => ({
  nom,
  octets: body.length,
  sha256: `hash of ${nom} ${body.length}`,
  modifie_le: recu_le,
});

function handlers({ customers = CUSTOMERS, prices = gzipSync(price(1) + price(2)) }: Files) {
  const labels = "avis;verdict;modere_le\nR1;fraude;2026-01-02\n";
  return {
    "/robots.txt": page("User-agent: *\nDisallow: /panier\n"),
    "/sitemap.xml": (request, response) =>
      page(
        `<urlset>${[
          `http://${request.headers.host}${PRODUCT}`,
          `http://${request.headers.host}/categories/fromages`,
        ]
          .map((loc) => `<url><loc>${loc}</loc><lastmod>2026-09-06</lastmod></url>`)
          .join("")}</urlset>`,
      )(request, response),
    "/categories/fromages": page(`<ol class="produits"><a class="produit" href="${PRODUCT}">Tomme</a></ol>`),
    [PRODUCT]: page(fixture("product.html.txt")),
    "/xhr/produits/VJSKQ2Q33/avis?page=1": json({
      avis: [review("R1", "C1"), review("R2", "C2")],
      suivante: 2,
    }),
    "/xhr/produits/VJSKQ2Q33/avis?page=2": json({ avis: [review("R3", "C2")], suivante: null }),
    "/medias/SAL224H5P2.jpg": page(fixture("photograph.jpg"), "image/jpeg"),
    "/producteurs?page=1": page(fixture("registry.html.txt")),
    "/v1/oppositions": json({ oppositions: [objector] }),
    "/v1/commandes?limite=100": json({ commandes: [order("O1")], suivant: "next" }),
    "/v1/commandes?limite=100&curseur=next": json({ commandes: [order("O2")], suivant: null }),
    "/v1/fichiers": json({
      fichiers: [
        listed("clients.csv", customers),
        listed("prix.jsonl.gz", prices),
        listed("moderation.csv", labels),
      ],
    }),
    "/v1/fichiers/clients.csv": page(Buffer.from(customers, "latin1")),
    "/v1/fichiers/prix.jsonl.gz": page(prices),
    "/v1/fichiers/moderation.csv": page(labels),
    "/v1/flux": stream,
  } satisfies Record<string, Handler>;
}

let folder = "";
let site: TestSite | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scraper-"));
  writeFileSync(join(folder, "chromium"), "", { mode: 0o755 });
});
afterEach(async () => {
  await site?.close();
  rmSync(folder, { recursive: true });
});

async function collect(files: Files = {}, change: Readonly<Record<string, Handler>> = {}) {
  await site?.close();
  site = await serveSite({ ...handlers(files), ...change });
  const sent: OutgoingRecord[] = [];
  let nowMs = 0;
  const metrics = new Registry();
  const app = buildApp(
    ScraperConfig.parse({
      SOURCE_SITE_URL: site.url,
      SOURCE_PARTNER_URL: site.url,
      SOURCE_PARTNER_KEY: "k",
      SOURCE_REGISTRY_URL: site.url,
      PSEUDONYM_KEY: "p",
      KAFKA_BROKERS: "-",
      KAFKA_USERNAME: "-",
      KAFKA_PASSWORD: "-",
      SCRAPER_STATE_DIR: join(folder, "state"),
      PATH: folder,
    }),
    {
      log: createLog("test", "silent"),
      metrics,
      clock: { nowMs: () => nowMs, sleep: (ms) => Promise.resolve(void (nowMs += ms)) },
      now: () => new Date(0),
      openProducer: () =>
        Promise.resolve({
          send: (records) => Promise.resolve(void sent.push(...records)),
          close: () => Promise.resolve(),
        }),
      signal: new AbortController().signal,
    },
  );
  const summary = await app.once();
  await app.close();
  if (!summary) throw new Error("stopped, though nobody asked");
  const keys = (topic: string) => sent.filter((one) => one.topic === topic).map(({ key }) => key);
  return { sent, summary, keys, asked: site.asked, shown: await metrics.metrics() };
}

const broken: Handler = (_request, response) => response.writeHead(404).end();
const keyless: Handler = (_request, response) => response.writeHead(401).end();
const refused: Handler = (_request, response) => response.writeHead(403).end();

describe("buildApp", () => {
  it("collects everything, by the contract, without anybody's data", async () => {
    const { sent, summary, keys, shown } = await collect();
    const values = sent.flatMap(({ value, topic }) =>
      value !== null && topic.startsWith("raw.") ? [value] : [],
    );
    for (const value of values) {
      const record = RawRecord.parse(JSON.parse(value));
      RAW_BODIES[record.kind].parse(record.body);
    }
    expect(values.join("\n")).not.toMatch(/Querz|Brez|poste\.example|06399|Paul|rue Haute|"C[123]"|198\.51/);
    expect(keys("raw.orders")).toEqual(["O1", "O2"]);
    // Jeanne objected: neither her row nor her review is carried.
    expect(keys("raw.customers")).toEqual(["F2"]);
    expect(keys("raw.prices")).toEqual(["P1~2026-01-01T00:00:00Z", "P1~2026-01-02T00:00:00Z"]);
    expect(keys("raw.labels")).toEqual(["R1"]);
    expect(keys("raw.files")).toEqual(["SAL224H5P2"]);
    expect(keys("raw.erasures")).toHaveLength(2);
    const reviews = sent.filter(({ topic, value }) => topic === "raw.reviews" && value !== null);
    expect(
      reviews
        .map(({ key }) => key)
        .filter((key) => /^R\d$/.test(key))
        .toSorted(),
    ).toEqual(["R2", "R3", "R9"]);
    expect(Object.values(summary.sources).reduce((sum, { failed }) => sum + failed, 0)).toBe(0);
    expect(summary.sources["review-pages"].published).toBe(7);
    expect(shown).toContain('scraper_published_records_total{source="review-pages"} 7');
    expect(shown).toContain("scraper_unacknowledged_records 0");
    expect(sent.filter(({ topic }) => topic.startsWith("dead."))).toEqual([]);
  });

  it("publishes nothing anew when nothing has changed, and asks for little", async () => {
    const first = await collect();
    // Another address is another resource only for the site map, which names addresses.
    const again = await collect();
    expect(again.sent).toEqual([]);
    expect(again.asked.length).toBeLessThan(first.asked.length / 2);
    expect(again.asked).not.toContain(PRODUCT);
    expect(again.summary.sources["partner-orders"].notModified).toBe(1);
  });

  it("carries no revision of a review that a newer one has overtaken, but the newer one again, with its rule", async () => {
    const frames = [2, 1, 3].map((revision, index) =>
      event(index + 1, "avis", { revision, recu_le, avis: review("R7", "C2") }),
    );
    const end = event(3, "fin-du-monde", { recu_le, tick: 0 });
    const sentBy = (shown: readonly string[]): Record<string, Handler> => ({
      "/v1/flux": (_request, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        endAfter(response, [...shown, end]);
      },
    });
    const versions = ({ sent }: Awaited<ReturnType<typeof collect>>) =>
      sent
        .flatMap(({ key, value }) =>
          key === "R7" && value !== null ? [RawRecord.parse(JSON.parse(value))] : [],
        )
        .map(({ version, repairs }) => [version, ...repairs].join(" "));
    expect(versions(await collect({}, sentBy(frames)))).toEqual(["2", "2 stream-disorder", "3"]);
    expect(versions(await collect({}, sentBy(frames.slice(1, 2))))).toEqual([]);
  });

  it("fetches what was announced and not yet had", async () => {
    const images = { "/medias/SAL224H5P2.jpg": broken };
    const first = await collect({}, images);
    expect(first.summary.sources.media.failed).toBe(1);
    expect((await collect()).keys("raw.files")).toEqual(["SAL224H5P2"]);
  });

  it("reads a truncated archive up to where it is cut, and says so", async () => {
    const lines = Array.from({ length: 2000 }, (_, at) =>
      price(1 + (at % 9)).replace("P1", `P${(at * 2_654_435_761) % 4_294_967_296}`),
    );
    const whole = gzipSync(lines.join(""));
    const { keys, sent, summary } = await collect({ prices: whole.subarray(0, whole.length / 2) });
    const read = keys("raw.prices").length;
    expect(read).toBeGreaterThan(500);
    expect(read).toBeLessThan(1500);
    const letters = sent.filter(({ topic }) => topic === "dead.prices");
    expect(letters.map(({ value }) => DeadLetter.parse(JSON.parse(value ?? "")))).toMatchObject([
      {
        pointer: `prix.jsonl.gz#${read + 1}`,
        rule: "unreadable",
        reason: expect.stringContaining("cut short"),
      },
    ]);
    expect(summary.sources["drop-prices"]).toMatchObject({ deadLettered: 1, failed: 0 });
  });

  it("passes over an endless line, a line that is cut, and bytes that are no text", async () => {
    const prices = gzipSync(
      Buffer.concat([
        Buffer.from(price(1)),
        Buffer.alloc(50 * 1024 * 1024, "x"),
        Buffer.from(`\n${price(2).slice(0, 20)}\n`),
        Buffer.from([0xff, 0xfe, 0x0a]),
        Buffer.from(price(3)),
      ]),
    );
    const { keys, sent } = await collect({ prices });
    expect(keys("raw.prices")).toHaveLength(2);
    expect(
      sent
        .filter(({ topic }) => topic === "dead.prices")
        .map(({ value }) => DeadLetter.parse(JSON.parse(value ?? "")))
        .map(({ pointer, rule }) => `${pointer} ${rule}`),
    ).toEqual(["prix.jsonl.gz#2 unreadable", "prix.jsonl.gz#3 json-truncated", "prix.jsonl.gz#4 unreadable"]);
  });

  it("names the column that a file has lost, and goes on with the others", async () => {
    const { keys, sent } = await collect({ customers: CUSTOMERS.replace("email", "courriel") });
    expect(keys("raw.customers")).toEqual([]);
    expect(keys("raw.prices")).toHaveLength(2);
    const letter = sent.find(({ topic }) => topic === "dead.customers");
    expect(DeadLetter.parse(JSON.parse(letter?.value ?? ""))).toMatchObject({
      pointer: "clients.csv",
      rule: "unreadable",
      reason: "shape-changed: column email is absent",
    });
  });

  it("collects nothing when objections cannot be had", async () => {
    await expect(collect({}, { "/v1/oppositions": refused })).rejects.toMatchObject({
      code: "no-objections",
    });
    expect(site?.asked).toEqual(["/robots.txt", "/v1/oppositions"]);
  });

  it("says which key is refused", async () => {
    await expect(collect({}, { "/v1/oppositions": keyless })).rejects.toThrow("SOURCE_PARTNER_KEY");
  });

  it("says what to install when there is no browser", async () => {
    rmSync(join(folder, "chromium"));
    await expect(collect()).rejects.toThrow("apt-get install chromium");
  });
});
