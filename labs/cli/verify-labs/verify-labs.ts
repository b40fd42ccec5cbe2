// `./atelier verify-labs`: the grader on works whose faults are known. A process of its own, since labs import no tests; what it
// says is passed on as it comes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { stateFolder } from "../state/state-folder.ts";
import type { Cli } from "../app.ts";

const INTERRUPTED = 130;

export interface VerifyOptions {
  readonly shard: string;
  readonly only?: string;
  readonly json: boolean;
}

export async function verifyLabs({ machine }: Cli, { shard, only, json }: VerifyOptions): Promise<number> {
  const child = spawn(
    machine.node,
    [
      "--disable-warning=ExperimentalWarning",
      join(machine.checkout, "tests/verify-labs/main.ts"),
      "--state-dir",
      stateFolder(machine),
      "--shard",
      shard,
      ...(only === undefined ? [] : ["--only", only]),
      ...(json ? ["--json"] : []),
    ],
    { stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  // Whoever reads may be gone, or be a test: nothing is ended on their side.
  child.stdout.pipe(machine.stdout, { end: false });
  child.stderr.pipe(machine.stderr, { end: false });
  const stop = () => void child.kill("SIGTERM");
  machine.interrupted.addEventListener("abort", stop, { once: true });
  if (machine.interrupted.aborted) stop();
  const [code] = (await once(child, "close")) as [number | null];
  machine.interrupted.removeEventListener("abort", stop);
  return code ?? INTERRUPTED;
}
