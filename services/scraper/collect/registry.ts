// The registry of certifications: a few pages of another origin, at its own slow pace.
import { REGISTRY_PATHS } from "@atelier/contracts/source.ts";
import type { Origin } from "../adapters/origin.ts";
import { extractRegistryPage } from "../extract/certifications.ts";
import { pathOf } from "../extract/sitemap.ts";
import { attempt, contextOf, seenPage, sha256, type Collector } from "./collector.ts";

/** A chain of pages that never ends is not followed for ever. */
const MAX_PAGES = 1000;

export async function collectRegistry(registry: Origin, collector: Collector): Promise<void> {
  const { checkpoint, publisher, tally } = collector;
  await attempt(collector, "registry", async () => {
    let path: string | null = REGISTRY_PATHS.producers(1);
    for (let count = 0; path !== null && count < MAX_PAGES; count += 1) {
      const resource = `registry${path}`;
      const seen = checkpoint.page(resource);
      const answer = await registry.get(path, { validators: seen });
      if (answer.status === 304) {
        tally.counts.registry.notModified += 1;
        path = seen?.next ?? null;
        continue;
      }
      const context = contextOf(collector, path, sha256(answer.body), answer.headers);
      const { next, ...extracted } = extractRegistryPage(answer.body.toString("utf8"), context);
      const nextPath: string | null = next === null ? null : pathOf(next, registry.url + path);
      tally.advance("registry", extracted.records.length);
      await publisher.publish({
        source: "registry",
        ...extracted,
        marks: [{ type: "page", resource, seen: seenPage(answer, null, nextPath) }],
      });
      path = nextPath;
    }
  });
}
