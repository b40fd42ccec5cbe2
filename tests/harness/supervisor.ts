// Services of a lab under test: kept running as a supervisor keeps them, killed only where a test says.
import {
  deathOf,
  startService,
  type ServiceProcess,
  type ServiceSpec,
} from "@atelier/cli/processes/service-process.ts";
import { waitUntil } from "./wait-until.ts";

export interface Supervised {
  readonly name: string;
  /** How often it ended by SIGKILL and was started again. */
  readonly kills: number;
  /** The process that runs now. */
  readonly process: ServiceProcess;
  stop(): Promise<void>;
}

export interface Supervisor {
  /**
   * @param crashAt `<window>:<records>` for the first process only; those that follow run to their end.
   */
  start(spec: ServiceSpec, crashAt?: string): Promise<Supervised>;
  /** Starts a program and waits until it has ended with 0, however often it was killed on the way. */
  complete(spec: ServiceSpec, crashAt?: string, deadlineMs?: number): Promise<Supervised>;
  /** @throws when a service has ended although nobody killed or stopped it. */
  requireAlive(): void;
  /** Forgets the failure that a test had expected. */
  forgive(): void;
  readonly running: readonly Supervised[];
  stopAll(): Promise<void>;
}

const COMPLETION_DEADLINE_MS = 400_000;

export function createSupervisor(folder: string): Supervisor {
  const running = new Map<string, Supervised>();
  let failure: Error | undefined;

  async function start(
    spec: ServiceSpec,
    crashAt?: string,
  ): Promise<Supervised & { readonly done: Promise<void> }> {
    const { promise: done, resolve, reject } = Promise.withResolvers<void>();
    let stopping = false;
    let kills = 0;
    let current = await launch(crashAt);

    async function launch(crash: string | undefined): Promise<ServiceProcess> {
      const environment = { ...spec.environment, ...(crash === undefined ? {} : { CRASH_AT: crash }) };
      const service = await startService(folder, { ...spec, environment });
      void service.ended.then((code) => ended(service, code));
      return service;
    }

    async function ended(service: ServiceProcess, code: number | NodeJS.Signals): Promise<void> {
      if (stopping || code === 0) return resolve();
      if (code === "SIGKILL") {
        kills += 1;
        current = await launch(undefined);
        return;
      }
      failure ??= await deathOf(service, code);
      reject(failure);
    }

    const supervised = {
      name: spec.name,
      done,
      get kills() {
        return kills;
      },
      get process() {
        return current;
      },
      async stop() {
        stopping = true;
        running.delete(spec.name);
        await current.stop();
      },
    };
    done.catch(() => undefined);
    running.set(spec.name, supervised);
    return supervised;
  }

  const requireAlive = () => {
    if (failure) throw failure;
  };

  return {
    start,
    async complete(spec, crashAt, deadlineMs = COMPLETION_DEADLINE_MS) {
      const supervised = await start(spec, crashAt);
      const outcome = { done: false };
      // A failure is told by `requireAlive`.
      supervised.done.then(
        () => (outcome.done = true),
        () => undefined,
      );
      await waitUntil(
        `${spec.name} to end`,
        () => {
          requireAlive();
          return outcome.done || undefined;
        },
        { deadlineMs },
      );
      running.delete(spec.name);
      return supervised;
    },
    requireAlive,
    forgive() {
      failure = undefined;
    },
    get running() {
      return [...running.values()];
    },
    async stopAll() {
      await Promise.all([...running.values()].map((one) => one.stop()));
      failure = undefined;
    },
  };
}
