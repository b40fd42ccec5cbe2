// The checks of collection: one per way in which the sources give their records.
import type { Kind, SourceId } from "@atelier/contracts/kinds.ts";
import { findShare } from "../../bands.ts";
import { defineCheck, type Check, type CheckId, type Evidence } from "../../check.ts";
import type { Collected } from "../../observations/collected.ts";
import type { Told } from "../../told.ts";

export interface CollectedFrom {
  readonly id: CheckId & `C6.1-${string}`;
  readonly from: readonly (readonly [SourceId, Kind])[];
  readonly weight: number;
  readonly title: Told;
  readonly hints: readonly [Told, Told];
}

export const collectedFrom = ({ id, from, weight, title, hints }: CollectedFrom): Check =>
  defineCheck({
    id,
    item: "C6.1",
    level: "socle",
    observation: "effect",
    weight,
    title,
    why: {
      fr: "Ce qui n'a pas été collecté manque à toute la suite, sans que rien ne le signale.",
      en: "What was not collected is missing from all that follows, and nothing says so.",
    },
    hints,
    section: "sources",
    reads: ["collected"],
    needs: [],
    judge({ collected }) {
      const own = from.map(([source, kind]) =>
        collected.kinds.find((one) => one.source === source && one.kind === kind),
      );
      const shares = own.map(shareOf);
      const share = shares.reduce((sum, one) => sum + one, 0) / shares.length;
      return findShare(
        share,
        own.flatMap((one) => (one && shareOf(one) < 1 ? [evidenceOf(one, collected.unreadable)] : [])),
      );
    },
  });

/** The lesser of recall and precision: half of what was there, or twice as much, is half right. */
function shareOf(one: Collected["kinds"][number] | undefined): number {
  if (!one || one.expected === 0) return 0;
  return one.found === 0 ? 0 : Math.min(one.right / one.expected, one.right / one.found);
}

function evidenceOf(
  { source, kind, expected, found, right, missing, extra }: Collected["kinds"][number],
  unreadable: string | null,
): Evidence {
  const example = missing[0] ?? extra[0];
  return {
    expected: { fr: `${expected} enregistrements`, en: `${expected} records` },
    actual: {
      fr: `${right} de ceux-là, ${found - right} autres${unreadable === null ? "" : ` (${unreadable})`}`,
      en: `${right} of these, ${found - right} others${unreadable === null ? "" : ` (${unreadable})`}`,
    },
    where: `${source}: ${kind}`,
    ...(example !== undefined && { example }),
    truth: [...missing, ...extra],
  };
}
