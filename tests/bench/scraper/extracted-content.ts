// One checksum for what a scraper found, free of order. Ours pseudonymises and redacts while it works; for the
// peers it is done here, after their clock has stopped, so that every field can be compared.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { pseudonym } from "@atelier/contracts/pseudonym.ts";
import { ALL_RULES } from "@atelier/contracts/rules.ts";
import type { RawBody, RawRecord } from "@atelier/contracts/raw.ts";
import { redactContacts } from "@atelier/scraper/privacy/redact-contacts.ts";

export const PSEUDONYM_KEY = "bench";

/** A line of a peer's output: the page's fields as shown, the first reviews among them. */
type PeerRow = Omit<RawBody<"products">, "imageFileId"> & {
  readonly imageFileId: string | null;
  readonly reviews: readonly {
    readonly id: string;
    readonly product: string;
    readonly account: string;
    readonly device: string;
    readonly network: string;
    readonly rating: string;
    readonly writtenAt: string;
    readonly text: string;
  }[];
};

export interface Found {
  readonly pages: number;
  readonly checksum: string;
}

/** @param file one `RawRecord` a line */
export async function foundByOurs(file: string): Promise<Found> {
  const records = (await readLines(file)) as RawRecord[];
  return digest(
    records.flatMap(({ kind, body }) =>
      kind === "products" ? [productOf(body as RawBody<"products">)] : [],
    ),
    records.flatMap(({ kind, body }) => (kind === "reviews" ? [reviewOf(body as RawBody<"reviews">)] : [])),
  );
}

/** @param file one `PeerRow` a line */
export async function foundByPeer(file: string): Promise<Found> {
  const rows = (await readLines(file)) as PeerRow[];
  return digest(
    rows.map(productOf),
    rows.flatMap(({ reviews }) =>
      reviews.map((review) => {
        const { text } = redactContacts(review.text, ALL_RULES);
        return reviewOf({
          reviewId: review.id,
          productId: review.product,
          accountKey: pseudonym(PSEUDONYM_KEY, "account", review.account),
          rating: review.rating,
          text: text === "" ? null : text,
          writtenAt: review.writtenAt,
          deviceKey: pseudonym(PSEUDONYM_KEY, "device", review.device),
          networkKey: pseudonym(PSEUDONYM_KEY, "network", review.network),
        });
      }),
    ),
  );
}

function productOf(row: RawBody<"products">): string {
  const { page, reference, category, sellerId, name, description } = row;
  const { price, vat, quantity, listedOn, imageFileId } = row;
  const first = [page, reference, category, sellerId, name, description];
  return JSON.stringify([first, price, vat, quantity, listedOn, imageFileId]);
}

function reviewOf(body: Omit<RawBody<"reviews">, "receivedAt">): string {
  const { reviewId, productId, accountKey, rating, text, writtenAt, deviceKey, networkKey } = body;
  return JSON.stringify([reviewId, productId, accountKey, rating, text, writtenAt, deviceKey, networkKey]);
}

/** Two pages of one product show the same reviews: each counts once. */
function digest(products: readonly string[], reviews: readonly string[]): Found {
  const all = [...products.toSorted(), ...[...new Set(reviews)].toSorted()];
  const checksum = createHash("sha256").update(all.join("\n")).digest("hex").slice(0, 12);
  return { pages: products.length, checksum };
}

async function readLines(file: string): Promise<unknown[]> {
  const text = await readFile(file, "utf8");
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as unknown]));
}
