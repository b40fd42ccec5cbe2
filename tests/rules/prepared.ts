// One world, collected once with every rule on, ready to be judged with any of them off.
import { ALL_RULES, RULE_IDS, RULES, type RuleId } from "@atelier/contracts/rules.ts";
import { VIEWS, type ViewName } from "@atelier/contracts/views.ts";
import { createDefectLedger } from "@atelier/grader/verify/defects.ts";
import type { Verdict } from "@atelier/grader/verify/verdict.ts";
import { verify } from "@atelier/grader/verify/verify.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import { createWorld, secretFromSeed } from "@atelier/world/world.ts";
import { collect } from "./collected.ts";
import { keepFiles, keepTruth } from "./kept.ts";
import { fillStores } from "./stores-in-memory.ts";

const PSEUDONYM_KEY = "key of the rules test";

export interface Prepared {
  /** Every row of every store against the truth, all rules on. */
  judge(): Promise<Verdict>;
  /** Classes of defects of which an instance lacks its outcome when `rule` is off. */
  failingWithout(rule: RuleId): Promise<RuleId[]>;
}

export async function prepare(seed: string, scale: number): Promise<Prepared> {
  const options = { secret: secretFromSeed(seed), scale };
  const world = keepFiles(createWorld(options));
  const truth = keepTruth(createTruth({ ...options, pseudonymKey: PSEUDONYM_KEY, ticks: 0 }));
  const collected = await collect(world, ALL_RULES, PSEUDONYM_KEY);
  return {
    judge: () => verify(truth, fillStores(collected, ALL_RULES), [], () => undefined),
    async failingWithout(rule) {
      const rules = new Set(RULE_IDS.filter((id) => id !== rule));
      const isScrapers = RULES[rule].owner === "scraper";
      const stores = fillStores(isScrapers ? await collect(world, rules, PSEUDONYM_KEY) : collected, rules);
      const ledger = createDefectLedger(truth.defects());
      for (const view of Object.keys(VIEWS) as ViewName[]) {
        for await (const row of stores.postgres.rows(view)) ledger.see(view, row);
      }
      for await (const { _id, text } of stores.mongo.documents("reviews", ["text"])) {
        ledger.see("mongo.reviews", { review_id: _id, text });
      }
      const failing = ledger.counts().filter(({ handled, injected }) => handled < injected);
      return failing.map((count) => count.rule);
    },
  };
}
