// Three series: `unit` beside the code (silent, offline), `integration` on real engines, `soak` for the long ones.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    maxWorkers: "100%",
    // Node itself runs the files, as it does in production: nothing is transformed.
    experimental: { viteModuleRunner: false },
    projects: [
      {
        test: {
          name: "unit",
          // Nothing happens on import, so files can share what they import.
          isolate: false,
          // SQLite comes with Node, and says at each start that it may change.
          execArgv: ["--disable-warning=ExperimentalWarning"],
          include: [
            "{services,labs,grader}/**/*.test.ts",
            "tests/{rules,structure,submissions,verify-labs}/**/*.test.ts",
          ],
          // Ends what hangs; on a busy machine everything takes longer.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts", "tests/chaos/**/*.test.ts"],
          // What is waited for has a deadline of its own; these only end what hangs.
          testTimeout: 1_200_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "soak",
          include: ["tests/soak/**/*.test.ts"],
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
