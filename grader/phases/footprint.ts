// Reads in the sources' audit log how the submission spares them: what it did not fetch, or fetched small.
import type { AuditEntry } from "@atelier/contracts/source.ts";
import type { Footprint } from "../observations/footprint.ts";
import { show } from "../stores/compare-columns.ts";
import { EXAMINER } from "./crawl-rules.ts";
import type { Phase } from "./phase.ts";

export const footprint: Phase<"footprint"> = {
  part: "footprint",
  world: "live",
  observe(world, { submission, seen }) {
    const { retention } = seen;
    return Promise.resolve({
      claimed: [...new Set(submission.footprint)],
      ...describeFetching(world.audit()),
      retention: retention
        ? {
            before: retention.before.rawRecords,
            young: retention.young.rawRecords,
            old: retention.old.rawRecords,
          }
        : null,
    });
  },
};

export function describeFetching(entries: readonly AuditEntry[]): Omit<Footprint, "claimed" | "retention"> {
  const own = entries
    .filter(({ method, userAgent }) => method === "GET" && userAgent !== EXAMINER)
    .toSorted((one, other) => one.sinceStartMs - other.sinceStartMs);
  const compression = { answers: 0, compressed: 0 };
  const revisits = { requests: 0, conditional: 0, notModified: 0 };
  const given = new Set<string>();
  const again = new Set<string>();
  let documents = 0;
  for (const { origin, path, status, tick, compressed = false, conditional } of own) {
    const document = `${origin} ${path}`;
    if (status === 200 && origin === "site") {
      compression.answers += 1;
      if (compressed) compression.compressed += 1;
    }
    if (given.has(document) && tick > 0 && (status === 200 || status === 304)) {
      revisits.requests += 1;
      if (conditional) revisits.conditional += 1;
      if (status === 304) revisits.notModified += 1;
    }
    if (status !== 200) continue;
    if (tick === 0 && given.has(document)) again.add(document);
    if (tick === 0 && !given.has(document)) documents += 1;
    given.add(document);
  }
  const [example] = again;
  return {
    compression,
    caching: {
      documents,
      fetchedAgain: again.size,
      example: example === undefined ? null : show(example),
    },
    revisits,
  };
}
