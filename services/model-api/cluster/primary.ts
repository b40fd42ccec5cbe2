// The process that listens for all workers and replaces those that end. What must be one for all of them is here: the
// training that runs, what is left of each token's share, and the sum of the metrics.
import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import type { TrainingRequest } from "@atelier/contracts/model-api.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Logger } from "@atelier/platform/log.ts";
import type { OwnTrainings } from "../trainings.ts";
import type { MetricsAsJson, Registry } from "@atelier/platform/metrics.ts";
import { connectCalls, type Calls } from "./calls.ts";
import { createMetricsSum } from "./metrics-sum.ts";
import { createShares } from "./shares.ts";
import type { WorkerOffers } from "./worker.ts";

const DEADLINE_MS = 5000;
/** Workers count from 1. */
const PRIMARY = 0;

export type PrimaryOffers = ReturnType<typeof offersTo>;

interface State {
  readonly trainings: OwnTrainings;
  /** Of this process: the trainings are its own. */
  readonly metrics: Registry;
  readonly shares: ReturnType<typeof createShares>;
  readonly sum: ReturnType<typeof createMetricsSum>;
  readonly workers: Map<number, Calls<WorkerOffers>>;
  /** Told by the first worker that listens. */
  readonly url: PromiseWithResolvers<string>;
}

/** Runs `count` workers, which execute the same file as this process, until `signal` aborts. */
export async function runPrimary(
  count: number,
  wantedPort: number,
  {
    trainings,
    metrics,
    log,
    announce,
    signal,
  }: {
    readonly trainings: OwnTrainings;
    readonly metrics: Registry;
    readonly log: Logger;
    readonly announce: (url: string) => void;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  // Metrics hold values that JSON cannot say.
  cluster.setupPrimary({ serialization: "advanced" });
  const state: State = {
    trainings,
    metrics,
    shares: createShares(Date.now, count),
    sum: createMetricsSum(),
    workers: new Map(),
    url: Promise.withResolvers(),
  };
  const failed = new AbortController();
  const port = wantedPort || (await freePort());
  let hasListened = false;

  function start(): void {
    const worker = cluster.fork({ MODEL_API_PORT: String(port) });
    const calls = connectCalls<WorkerOffers>(worker, offersTo(worker, state), DEADLINE_MS);
    state.workers.set(worker.id, calls);
    worker.once("exit", (code: number | null, by: NodeJS.Signals | null) => {
      calls.close();
      state.workers.delete(worker.id);
      state.sum.leave(worker.id);
      if (signal.aborted) return;
      log.warn({ worker: worker.id, code, by }, "a worker ended");
      if (!hasListened) failed.abort(new ConfigError("no-worker", "The workers do not start: see above"));
      else start();
    });
  }

  for (let worker = 0; worker < count; worker += 1) start();
  const stopped = AbortSignal.any([signal, failed.signal]);
  const aborted = once(stopped, "abort").then(() => undefined);
  const url = stopped.aborted ? undefined : await Promise.race([state.url.promise, aborted]);
  if (url !== undefined) {
    hasListened = true;
    announce(url);
    await aborted;
  }
  await Promise.all(
    Object.values(cluster.workers ?? {}).map(async (worker) => {
      if (!worker || worker.isDead()) return;
      const ended = once(worker, "exit");
      // By a message: a signal may have come to them as well, and a second one would end them at once.
      await state.workers
        .get(worker.id)
        ?.call("stop")
        .catch(() => worker.kill("SIGKILL"));
      await ended;
    }),
  );
  await trainings.close();
  failed.signal.throwIfAborted();
}

/** One that takes another's place must ask for the same port, and not for any. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function offersTo(worker: Worker, { trainings, metrics: own, shares, sum, workers, url }: State) {
  return {
    listening: async (address: string) => url.resolve(address),
    beginTraining: (request: TrainingRequest) => trainings.begin(request),
    findTraining: (id: string) => trainings.find(id),
    cancelTraining: (id: string) => trainings.cancel(id),
    grant: async (key: string, max: number, windowMs: number) => shares.grant(key, max, windowMs),
    /** Of all workers and of this process, in Prometheus' text form. */
    async metrics(): Promise<string> {
      await Promise.all(
        [...workers].map(async ([id, calls]) => {
          // One that is ending is counted as it last was.
          const metrics = await calls.call("metrics").catch(() => undefined);
          if (metrics) sum.tell(id, metrics);
        }),
      );
      sum.tell(PRIMARY, await own.getMetricsAsJSON());
      return sum.text();
    },
    /** Resolves when every worker has looked which version is active. */
    async activated(): Promise<void> {
      await Promise.allSettled([...workers.values()].map((calls) => calls.call("refresh")));
    },
    /** The last word of a worker that ends. */
    farewell: async (metrics: MetricsAsJson) => sum.tell(worker.id, metrics),
  };
}
