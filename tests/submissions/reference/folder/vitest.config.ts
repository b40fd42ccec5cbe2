// The solution's own tests: collecting, cleaning, loading and features, with neither engine nor network.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["services/{contracts,scraper,etl,model}/**/*.test.ts", "tests/**/*.test.ts"],
    // Node itself runs the files, as it does in production: nothing is transformed.
    experimental: { viteModuleRunner: false },
    isolate: false,
    execArgv: ["--disable-warning=ExperimentalWarning"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
