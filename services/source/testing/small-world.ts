// A world written by hand, small enough to be checked by eye: what the source's tests serve.
import type {
  Delta,
  ListedFile,
  ListedOrder,
  ListedProductPage,
  ListedReview,
  World,
} from "@atelier/world/listing.ts";

export const EPOCH = new Date("2026-03-01T08:00:00.000Z");
const HOUR_MS = 3_600_000;

const person = (n: number) => ({ account: `C${n}`, displayName: `Marie D${n}.` });

function product(n: number, change: Partial<ListedProductPage> = {}): ListedProductPage {
  return {
    slug: `fromage-${n}`,
    reference: `P${String(n).padStart(3, "0")}`,
    category: "fromages",
    sellerId: `V${n % 3}`,
    name: `Tomme d’Orvanne n° ${n}`,
    descriptionHtml: "<p>Affinée &agrave; la cave, &lt; 3 mois</p>",
    price: "12,50 €",
    vat: "5,5 %",
    quantity: "1.5 kg",
    listedOn: "1er mars 2025",
    imageFileId: `IMG${n}`,
    brokenMarkup: n % 2 === 0,
    lastModified: new Date(EPOCH.getTime() - n * HOUR_MS),
    ...change,
  };
}

function review(n: number, productId: string): ListedReview {
  return {
    reviewId: `A${String((n * 7919) % 1000).padStart(4, "0")}`,
    productId,
    author: person(n % 5),
    rating: "4/5",
    text: `Très bon<br />"vraiment" & sans <b>défaut</b> n° ${n}`,
    writtenAt: "2026-02-03 14:05:00",
    device: `d${n}`,
    network: "198.51.100.0/24",
  };
}

function order(n: number): ListedOrder {
  return {
    orderId: `CMD${n}`,
    customer: {
      name: "Marie Dupré",
      email: "marie@exemple.example",
      phone: "0199000000",
      address: "1 rue du Bac",
    },
    orderedAt: "2026-02-03T14:05:00.000Z",
    updatedAt: "2026-02-04T14:05:00.000Z",
    status: "livrée",
    totalCents: 2500,
    lines: [{ productId: "P001", quantity: "x2", unitPriceCents: 1250 }],
  };
}

const objector = {
  account: "C9",
  emails: ["o@exemple.example"],
  phones: ["0199000001"],
  since: "2026-01-01",
};
const bytes = (text: string) => new TextEncoder().encode(text);

function file(fileId: string, path: string): ListedFile {
  return { fileId, path, lastModified: EPOCH, bytes: () => bytes(`contenu de ${path}`) };
}

export function createSmallWorld(): World {
  return {
    scale: 1,
    epoch: EPOCH,
    categories: [
      { slug: "fromages", name: "Fromages" },
      { slug: "coffrets", name: "Coffrets" },
    ],
    *sellers() {
      for (let n = 0; n < 3; n += 1) {
        yield {
          sellerId: `V${n}`,
          name: `Ferme d'En-Bas & fils ${n}`,
          commune: "Évry",
          department: "91",
          postcode: "91000",
          joinedOn: "04/03/2020",
          contactName: "Jeanne Petit",
          contactPhone: "01 99 00 00 02",
          lastModified: EPOCH,
        };
      }
    },
    *certifications() {
      for (let n = 0; n < 60; n += 1) {
        yield { sellerId: `V${n}`, sellerName: `Ferme ${n}`, label: "AB", validUntil: "04.03.27" };
      }
    },
    *productPages() {
      for (let n = 1; n <= 45; n += 1) yield product(n);
      yield product(1, { category: "coffrets", slug: "coffret-fromage-1" });
      yield product(46, { descriptionHtml: null, quantity: null, imageFileId: null });
    },
    *reviews() {
      for (let n = 0; n < 48; n += 1) yield review(n, "P001");
      for (let n = 48; n < 51; n += 1) yield review(n, "P002");
    },
    *orders() {
      for (let n = 0; n < 250; n += 1) yield order(n);
      yield order(249);
    },
    *objections() {
      yield objector;
    },
    *files() {
      for (let n = 1; n <= 45; n += 1) yield file(`IMG${n}`, `medias/IMG${n}.${n % 2 ? "jpg" : "png"}`);
      yield file("CHARTE", "documents/charte.pdf");
    },
    *customersCsv() {
      yield bytes("numero;compte\n");
      yield Uint8Array.from([0x31, 0x3b, 0x9c, 0x0a]);
    },
    *pricesJsonl() {
      yield bytes('{"produit":"P001","le":"2026-01-01T00:00:00Z","montant":1250,"unite":"centimes"}\n');
      yield bytes('{"produit":"P001","le":1767225600000,"montant":"12,50","unite":"euros"}\n');
    },
    *labelsCsv() {
      yield bytes("avis;verdict;modere_le\nA0000;frauduleux;2026-02-01\n");
    },
    *events() {
      const receivedAt = "2026-02-28T10:00:00.000Z";
      yield { seq: 1, receivedAt, type: "review", revision: 2, review: review(100, "P003") };
      yield {
        seq: 2,
        receivedAt,
        type: "price",
        productId: "P003",
        at: "2026-02-28T09:00:00.000Z",
        priceCents: 990,
      };
      yield { seq: 3, receivedAt, type: "erasure", person: objector };
    },
    delta(tick): Delta {
      const now = new Date(EPOCH.getTime() + tick * HOUR_MS);
      return {
        tick,
        now,
        reviews: [review(200 + tick, "P002")],
        productPages: [product(5, { price: `${tick},00 €`, lastModified: now })],
        orders: [order(1000 + tick)],
        events: [
          {
            seq: 3 + tick,
            receivedAt: now.toISOString(),
            type: "price",
            productId: "P005",
            at: now.toISOString(),
            priceCents: tick * 100,
          },
        ],
      };
    },
  };
}
