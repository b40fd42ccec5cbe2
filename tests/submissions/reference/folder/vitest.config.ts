// The solution's own tests: from the collector to the page, with neither engine nor network.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["services/**/*.test.ts", "tests/**/*.test.ts"],
    // It measures the machine, which may be busy with other things.
    exclude: ["node_modules/**", "services/trainer/cost.test.ts"],
    // Node itself runs the files, as it does in production: nothing is transformed.
    experimental: { viteModuleRunner: false },
    isolate: false,
    // On two processors Vitest would leave one idle.
    maxWorkers: 2,
    execArgv: ["--disable-warning=ExperimentalWarning"],
    // One that is red is reason enough to stop.
    bail: 1,
    // What waits for ever has failed.
    testTimeout: 10_000,
    hookTimeout: 10_000,
  },
});
