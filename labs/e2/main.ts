// `main.ts <folder>`: writes the dossier there.
import { ConfigError } from "@atelier/platform/errors.ts";
import { runService } from "@atelier/platform/lifecycle.ts";
import { createLog } from "@atelier/platform/log.ts";
import { writeDossier } from "./write.ts";

await runService(createLog("dossier"), async () => {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new ConfigError("no-folder", "Usage: node labs/e2/main.ts <folder>");
  await writeDossier(folder);
});
