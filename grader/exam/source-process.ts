// The source of a hidden world as a child process: its secrets on standard input, its audit log by a descriptor that
// only we hold.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Readable } from "node:stream";
import { z } from "zod";
import { AuditEntry, LAB_PATHS } from "@atelier/contracts/source.ts";
import { toolEnvironment } from "@atelier/engines/host.ts";
import type { Drift } from "@atelier/world/listing.ts";

const MAIN = fileURLToPath(new URL("../../services/source/main.ts", import.meta.url));
const KEPT_WORDS = 2000;

const Urls = z.object({ siteUrl: z.url(), partnerUrl: z.url(), registryUrl: z.url() });

export interface SourceOptions {
  /** 32 bytes. */
  readonly worldSecret: Buffer;
  readonly scale: number;
  readonly partnerKey: string;
  readonly labKey: string;
  /** Program and arguments to run it through: bounds what it uses. */
  readonly through?: readonly string[];
}

export interface SourceProcess extends z.infer<typeof Urls> {
  /** Every request so far, in the order in which they ended. */
  readonly audit: readonly AuditEntry[];
  tick(drift?: Drift): Promise<number>;
  stop(): Promise<void>;
}

/** @throws Error when it does not come up: never the submission's fault. */
export async function startSource(options: SourceOptions): Promise<SourceProcess> {
  const { worldSecret, scale, partnerKey, labKey, through = [] } = options;
  const [program, ...args] = [...through, process.execPath, "--disable-warning=ExperimentalWarning", MAIN];
  const child = spawn(program, args, {
    stdio: ["pipe", "pipe", "pipe", "pipe"],
    env: toolEnvironment(),
  });
  const exited = once(child, "exit");
  let words = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-KEPT_WORDS);
  });
  const audit: AuditEntry[] = [];
  createInterface({ input: child.stdio[3] as Readable }).on("line", (line) => {
    audit.push(AuditEntry.parse(JSON.parse(line)));
  });
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(
    JSON.stringify({ mode: "exam", secret: worldSecret.toString("hex"), scale, partnerKey, labKey }),
  );
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    exited.then(() => {
      throw new Error(`the source did not start: ${words.trim()}`);
    }),
  ]);
  const urls = Urls.parse(JSON.parse(first));
  return {
    ...urls,
    audit,
    async tick(drift) {
      const url = new URL(LAB_PATHS.tick, urls.siteUrl);
      if (drift) url.searchParams.set("drift", drift);
      const answer = await fetch(url, { method: "POST", headers: { "x-lab-key": labKey } });
      if (!answer.ok) throw new Error(`the source does not tick: ${answer.status}`);
      return z.object({ tick: z.number() }).parse(await answer.json()).tick;
    },
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
