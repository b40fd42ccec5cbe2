// Starters as they are, on a real world: each of their commands runs, and what they load is there.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openTrial } from "../../submissions/try.ts";

const STAGES = ["install", "setup", "setup", "collect", "load", "load", "train", "predict", "test"] as const;

test.each(["python", "typescript"])("the starter in %s runs at once and does little", async (language) => {
  const folder = await mkdtemp(join(tmpdir(), `atelier-starter-${language}-`));
  await cp(fileURLToPath(new URL(`../../../labs/starters/${language}`, import.meta.url)), folder, {
    recursive: true,
  });
  const { signal } = new AbortController();
  const trial = await openTrial({ folder, scale: 0.1, secret: Buffer.alloc(32, language.length), signal });
  try {
    for (const stage of STAGES) await trial.run(stage);
    const [seen] = await trial.askReader<{ products: number; reviews: number; predictions: number }>(
      `SELECT (SELECT count(*) FROM lab.products)::int AS products, (SELECT count(*) FROM lab.reviews)::int AS reviews,
         (SELECT count(*) FROM lab.predictions)::int AS predictions`,
    );
    expect(seen?.products).toBeGreaterThan(0);
    expect(seen?.reviews).toBeGreaterThan(0);
    expect(seen?.predictions).toBe(seen?.reviews);
  } finally {
    await trial.close();
    await rm(folder, { recursive: true, force: true });
  }
});
