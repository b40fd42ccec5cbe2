// Python's servers of models, each with one worker and the same network.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Network } from "@atelier/model/network.ts";
import { freePorts } from "@atelier/engines/ports.ts";
import { waitUntil } from "../../harness/wait-until.ts";
import type { Settings } from "../bench.ts";
import { cpuSecondsOfTree } from "../measure/process.ts";
import type { RunningServer } from "../measure/server.ts";

const START_LIMIT_MS = 60_000;

export type PythonPeer = "sklearn" | "onnx" | "litserve";

/** @param folder where they are installed; @returns a server whose announcement holds its address */
export async function startPythonPeer(
  peer: PythonPeer,
  folder: string,
  network: Network,
  token: string,
  { workFolder, environment }: Settings,
): Promise<RunningServer> {
  const file = join(workFolder, "network.json");
  const [hidden, out] = network.layers;
  const rows = Array.from({ length: hidden!.inputs }, (_, input) => [
    ...hidden!.weights.subarray(input * hidden!.outputs, (input + 1) * hidden!.outputs),
  ]);
  const w2 = [...out!.weights].map((weight) => [weight]);
  await writeFile(file, JSON.stringify({ w1: rows, b1: [...hidden!.biases], w2, b2: [...out!.biases] }));
  const [free] = await freePorts(1);
  const port = String(free);
  const uvicorn = ["-m", "uvicorn", "fast_api:app", "--host", "127.0.0.1", "--port", port];
  const quiet = ["--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"];
  const args = peer === "litserve" ? ["lit_serve.py", port] : [...uvicorn, ...quiet];
  const child = spawn(join(folder, "venv/bin/python"), args, {
    cwd: folder,
    env: {
      ...environment,
      ENGINE: peer,
      NETWORK_FILE: file,
      TOKEN: token,
      LIT_SERVER_API_KEY: token,
      // One thread each: the network is smaller than what threads cost.
      OMP_NUM_THREADS: "1",
      OPENBLAS_NUM_THREADS: "1",
    },
    stdio: ["ignore", "ignore", "inherit"],
    // LitServe's processes end with the group.
    detached: true,
  });
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  const pid = child.pid!;
  const stop = async () => {
    process.kill(-pid, "SIGTERM");
    await Promise.race([ended, once(AbortSignal.timeout(10_000), "abort")]);
    if (child.exitCode === null && child.signalCode === null) process.kill(-pid, "SIGKILL");
  };
  try {
    await waitUntil(
      `${peer} to listen`,
      () =>
        fetch(url).then(
          () => true,
          () => undefined,
        ),
      { deadlineMs: START_LIMIT_MS },
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { announcement: { url }, pid, cpuSeconds: () => cpuSecondsOfTree(pid), stop };
}
