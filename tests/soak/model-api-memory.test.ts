// Ten minutes of load on the model's API: what it holds does not grow. Needs wrk.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { wrk } from "../bench/measure/wrk.ts";
import { median } from "../bench/measure/statistics.ts";
import { predictionsScript } from "../bench/model-api/wrk-script.ts";
import { startModelApi } from "../harness/model-api.ts";

const ROUND_SECONDS = 30;
const WARM_UP_ROUNDS = 4;
const ROUNDS = 20;
const TOKEN = "soak";
const TOLERANCE = 0.05;

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

it("holds no more memory after ten minutes of load than after two", async () => {
  const folder = await mkdtemp(join(tmpdir(), "atelier-soak-"));
  const tokens = { [TOKEN]: { scopes: ["predict"], requestsPerMinute: 1_000_000_000 } } as const;
  const api = await startModelApi(folder, tokens, process.env);
  try {
    const scripts = await Promise.all([1, 20].map((items) => predictionsScript(items, TOKEN, folder)));
    const held: number[] = [];
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
      const load = { connections: 64, seconds: ROUND_SECONDS };
      await wrk(api.url, scripts[round % scripts.length]!, load, {
        environment: process.env,
        workFolder: folder,
      });
      if (round >= WARM_UP_ROUNDS) held.push(await residentBytes(api.pid));
    }
    const [early, late] = [held.slice(0, ROUNDS / 2), held.slice(ROUNDS / 2)];
    const growth = median(late) / median(early) - 1;
    process.stdout.write(`resident: ${held.map((bytes) => Math.round(bytes / 1e6)).join(" ")} MB\n`);
    expect(Math.abs(growth)).toBeLessThanOrEqual(TOLERANCE);
  } finally {
    await api.stop();
    await rm(folder, { recursive: true });
  }
});
