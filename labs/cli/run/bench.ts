// What a run has started, in one place, so that whatever happens it can all be stopped.
import type { EngineSet } from "@atelier/engines/engines.ts";
import { startMeter, type Meter } from "../processes/meter.ts";
import {
  deathOf,
  startService,
  type ServiceProcess,
  type ServiceSpec,
} from "../processes/service-process.ts";
import { enginesFolder, keepFolder, removeFolder, stopFolder } from "../state/run-folder.ts";

export interface Bench {
  readonly folder: string;
  readonly meter: Meter;
  readonly services: ReadonlyMap<string, ServiceProcess>;
  readonly enginesFolder: string;
  engines: EngineSet | undefined;
  start(spec: ServiceSpec): Promise<ServiceProcess>;
  /** Starts a program and waits for its end. @throws ConfigError with its last words when that is not 0. */
  complete(spec: ServiceSpec, signal: AbortSignal): Promise<ServiceProcess>;
  /** @throws ConfigError when a service that must go on has ended. */
  requireAlive(): void;
  /** Ends the services, not the engines. */
  stopServices(): Promise<void>;
  stop(options: { keep: boolean }): Promise<void>;
}

export function createBench(folder: string): Bench {
  const services = new Map<string, ServiceProcess>();
  const meter = startMeter();
  /** Set once by the first service that ends although nobody stopped it. */
  const failure: { error?: Error } = {};
  const stopped = new Set<ServiceProcess>();

  const begin = async (spec: ServiceSpec): Promise<ServiceProcess> => {
    const service = await startService(folder, spec);
    services.set(spec.name, service);
    meter.watch(spec.name, service.pid);
    return service;
  };

  async function stopServices(): Promise<void> {
    for (const service of services.values()) stopped.add(service);
    await Promise.all([...services.values()].map((service) => service.stop()));
  }

  const bench: Bench = {
    folder,
    meter,
    services,
    enginesFolder: enginesFolder(folder),
    engines: undefined,
    async start(spec) {
      const service = await begin(spec);
      void service.ended.then(async (code) => {
        const error = await deathOf(service, code);
        if (!stopped.has(service)) failure.error ??= error;
      });
      return service;
    },
    async complete(spec, signal) {
      const service = await begin(spec);
      const code = await endOf(service, signal, () => {
        if (failure.error) throw failure.error;
      });
      if (code !== 0) throw await deathOf(service, code);
      return service;
    },
    requireAlive() {
      if (failure.error) throw failure.error;
    },
    stopServices,
    async stop({ keep }) {
      await stopServices();
      if (!keep) await bench.engines?.discard();
      await stopFolder(folder);
      await (keep ? keepFolder(folder) : removeFolder(folder));
    },
  };
  return bench;
}

const CHECK_EVERY_MS = 100;

async function endOf(
  service: ServiceProcess,
  signal: AbortSignal,
  requireAlive: () => void,
): Promise<number | NodeJS.Signals> {
  const { promise, resolve, reject } = Promise.withResolvers<number | NodeJS.Signals>();
  const check = () => {
    try {
      signal.throwIfAborted();
      requireAlive();
    } catch (error) {
      reject(error);
    }
  };
  const timer = setInterval(check, CHECK_EVERY_MS);
  service.ended.then(resolve, reject);
  try {
    return await promise;
  } finally {
    clearInterval(timer);
  }
}
