// Persons who object, asked for before anything else: nothing of theirs may leave.
import { PARTNER_PATHS } from "@atelier/contracts/source.ts";
import type { Origin } from "../adapters/origin.ts";
import { extractObjections } from "../extract/erasures.ts";
import { attempt, contextOf, seenPage, sha256, type Collector } from "./collector.ts";

const RESOURCE = `partner${PARTNER_PATHS.objections}`;

/** True when they are known: without them, nothing else may be collected. */
export function collectObjections(partner: Origin, collector: Collector): Promise<boolean> {
  const { checkpoint, publisher, ledger, tally } = collector;
  return attempt(collector, "partner-objections", async () => {
    const answer = await partner.get(PARTNER_PATHS.objections, { validators: checkpoint.page(RESOURCE) });
    if (answer.status === 304) {
      tally.counts["partner-objections"].notModified += 1;
      return;
    }
    const context = contextOf(collector, PARTNER_PATHS.objections, sha256(answer.body), answer.headers);
    const extracted = extractObjections(answer.body.toString("utf8"), context);
    const pseudonyms = extracted.records.flatMap((record) => record.subjects);
    ledger.add(pseudonyms);
    tally.advance("partner-objections", extracted.records.length);
    await publisher.publish({
      source: "partner-objections",
      ...extracted,
      marks: [
        { type: "forget", pseudonyms },
        { type: "page", resource: RESOURCE, seen: seenPage(answer, null) },
      ],
    });
  });
}
