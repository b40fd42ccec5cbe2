// Orders of the partner API, by cursor. Orders are appended: the last cursor is where the next round begins, and its
// page, while nothing was added, answers 304.
import { PARTNER_PATHS } from "@atelier/contracts/source.ts";
import { PermanentError } from "@atelier/platform/errors.ts";
import type { RawRecord } from "@atelier/contracts/raw.ts";
import type { Mark, SeenPage } from "../adapters/checkpoint.ts";
import type { Origin } from "../adapters/origin.ts";
import { extractOrdersPage } from "../extract/orders.ts";
import { attempt, contextOf, seenPage, sha256, type Collector } from "./collector.ts";
import { createRepeats, versionKey, withRepair } from "./repeats.ts";

/** The page to begin with: its cursor is kept as `next`, its validators only if it was the last one. */
const RESOURCE = `partner${PARTNER_PATHS.orders}`;
const UNSEEN = { lastmod: null, etag: null, lastModified: null };

const pathOf = (cursor: string | null) =>
  `${PARTNER_PATHS.orders}?limite=100${cursor === null ? "" : `&curseur=${encodeURIComponent(cursor)}`}`;

export async function collectOrders(partner: Origin, collector: Collector): Promise<void> {
  const { checkpoint, publisher, tally } = collector;
  await attempt(collector, "partner-orders", async () => {
    const isRepeat = createRepeats();
    const start = checkpoint.page(RESOURCE);
    let validators = start;
    let cursor = start?.next ?? null;
    for (;;) {
      const path = pathOf(cursor);
      const answer = await partner.get(path, { validators });
      if (answer.status === 304) {
        tally.counts["partner-orders"].notModified += 1;
        return;
      }
      const context = contextOf(collector, path, sha256(answer.body), answer.headers);
      const { next, ...extracted } = extractOrdersPage(answer.body.toString("utf8"), context);
      const seen: SeenPage =
        next === null ? { ...seenPage(answer, null), next: cursor } : { ...UNSEEN, next };
      tally.advance("partner-orders", extracted.records.length);
      const given = extracted.records.map((record) => {
        const again = isRepeat(versionKey(record)) || isKnownRepeat(record, collector);
        return again ? withRepair(record, "page-overlap") : record;
      });
      await publisher.publish({
        source: "partner-orders",
        ...extracted,
        records: given,
        marks: [{ type: "page", resource: RESOURCE, seen }, ...given.flatMap(repeatMark)],
      });
      if (next === null) return;
      if (next === cursor) throw new PermanentError("cursor-loop", `${path}: the cursor leads to itself`);
      cursor = next;
      validators = undefined;
    }
  });
}

/** The last page is read again, and alone, when orders were added to it: what it repeats is then known from before. */
const isKnownRepeat = (record: RawRecord, { checkpoint }: Collector): boolean =>
  checkpoint.position(`order again ${record.id}`) === String(record.version);

const repeatMark = ({ id, version, repairs }: RawRecord): Mark[] =>
  repairs.includes("page-overlap")
    ? [{ type: "position", name: `order again ${id}`, value: String(version) }]
    : [];
