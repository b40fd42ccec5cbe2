// Serves the brief until SIGTERM.
import { once } from "node:events";
import { readConfig } from "@atelier/platform/config.ts";
import { runService } from "@atelier/platform/lifecycle.ts";
import { ListenConfig } from "@atelier/platform/listen-config.ts";
import { createLog } from "@atelier/platform/log.ts";
import { z } from "zod";
import { buildApp } from "./app.ts";

const Config = ListenConfig.extend({
  BRIEF_DIR: z.string().min(1),
  /** 0 takes a free one, which the first line of standard output tells. */
  BRIEF_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
});

await runService(createLog("brief"), async (signal) => {
  const config = readConfig(Config, process.env);
  const app = await buildApp(config.BRIEF_DIR);
  const url = await app.listen({ host: config.LISTEN_HOST, port: config.BRIEF_PORT });
  process.stdout.write(`${JSON.stringify({ url })}\n`);
  if (!signal.aborted) await once(signal, "abort");
  await app.close();
});
