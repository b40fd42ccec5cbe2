import { expect, test } from "vitest";
import { belongsToKit } from "./contents.ts";

test.each([
  "services/scraper/main.ts",
  "services/etl/main.ts",
  "services/trainer/main.ts",
  "services/scorer/main.ts",
  "services/model/package.json",
  "services/model-api/main.ts",
  "services/model-store/package.json",
  "services/dashboard/main.ts",
  "services/world/evaluation/features.ts",
  "tests/mutants/mutant.ts",
  "tests/submissions/reference/submission.yaml",
  "grader/check.test.ts",
  "docs/bench.md",
  ".env",
])("%s is not for candidates", (path) => {
  expect(belongsToKit(path)).toBe(false);
});

test.each([
  "atelier",
  "services/source/main.ts",
  "services/world/evaluation/pr-auc.ts",
  "grader/check.ts",
  "labs/cli/main.ts",
  "labs/starters/python/tests/test_clean.py",
  "docker/engines/neo4j/pom.xml",
])("%s is", (path) => {
  expect(belongsToKit(path)).toBe(true);
});
