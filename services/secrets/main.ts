// Draws a deployment's secrets before anything else starts, once; writes each consumer's files anew at every start, whose
// addresses may have changed. `main.ts <consumer> <file>` prints one of them.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readConfig } from "@atelier/platform/config.ts";
import { runService } from "@atelier/platform/lifecycle.ts";
import { createLog } from "@atelier/platform/log.ts";
import { Config } from "./config.ts";
import { keepDrawn, writeFiles } from "./folders.ts";
import { secretFiles } from "./files.ts";

const log = createLog("secrets", process.env["LOG_LEVEL"]);

await runService(log, async () => {
  const config = readConfig(Config, process.env);
  const [consumer, file] = process.argv.slice(2);
  if (consumer && file) {
    process.stdout.write(await readFile(join(config.SECRETS_DIR, consumer, file), "utf8"));
    return;
  }
  const drawn = await keepDrawn(config);
  for (const [name, files] of Object.entries(secretFiles(drawn, config))) {
    await writeFiles(join(config.SECRETS_DIR, name), files);
  }
  log.info({ seed: drawn.seed, scale: drawn.scale }, "secrets are in place");
});
