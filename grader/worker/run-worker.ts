// Starts the worker in a network namespace of its own, and gives what it has observed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { toolEnvironment } from "@atelier/engines/host.ts";
import { createNamespace, enterNamespace } from "@atelier/engines/namespace.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Examined } from "../exam/examine.ts";
import type { Told } from "../told.ts";
import { WorkerMessage, type Assignment } from "./messages.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const KEPT_WORDS = 4000;

/** @throws ConfigError for what the machine lacks; Error for what no machine lacks: a bug. */
export async function runWorker(
  assignment: Assignment,
  { note, signal }: { readonly note: (what: Told) => void; readonly signal: AbortSignal },
): Promise<Examined> {
  const namespace = await createNamespace();
  const node = [process.execPath, "--disable-warning=ExperimentalWarning", MAIN];
  // The kernel ends the worker with us, and with it all that it has started.
  const child = spawn("setpriv", ["--pdeathsig", "TERM", ...enterNamespace(namespace.pid), ...node], {
    stdio: ["pipe", "pipe", "pipe"],
    env: toolEnvironment(),
    detached: true,
  });
  const exited = once(child, "exit");
  const stop = () => child.kill("SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  // While the network was made.
  if (signal.aborted) stop();
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words = (words + text).slice(-KEPT_WORDS);
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(JSON.stringify(assignment));
  let outcome: Exclude<WorkerMessage, { type: "note" }> | undefined;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const message = WorkerMessage.parse(JSON.parse(line));
      if (message.type === "note") note(message.what);
      else outcome = message;
    }
    await exited;
  } finally {
    signal.removeEventListener("abort", stop);
    await namespace.close();
  }
  signal.throwIfAborted();
  if (outcome?.type === "refused") throw new ConfigError(outcome.code, outcome.message);
  if (outcome?.type === "done") return outcome;
  throw new Error(`the worker ended without a word: ${words.trim()}`);
}
