// Trainings as jobs: one at a time, watched and cancelled by id. The work itself is another process's.
import type { TrainingJob, TrainingRequest } from "@atelier/contracts/model-api.ts";

/** What does the work. */
export interface TrainingRunner {
  /**
   * @param onProgress from 0 to 1
   * @returns the new version's name
   * @throws when it fails, or when `signal` aborts
   */
  run(request: TrainingRequest, onProgress: (done: number) => void, signal: AbortSignal): Promise<string>;
}

export interface Trainings {
  /** Null while another one runs. */
  begin(request: TrainingRequest): Promise<TrainingJob | null>;
  find(id: string): Promise<TrainingJob | null>;
  /** Null when there is none that runs by that id. */
  cancel(id: string): Promise<TrainingJob | null>;
}

/** Where they are carried out. */
export interface OwnTrainings extends Trainings {
  /** Ends what runs, and waits for its end. */
  close(): Promise<void>;
}

/** Finished jobs that are remembered. */
const MOST_REMEMBERED = 100;

export function createTrainings(
  runner: TrainingRunner,
  deps: {
    readonly drawId: () => string;
    readonly now: () => Date;
    readonly onFailure: (error: unknown) => void;
  },
): OwnTrainings {
  const jobs = new Map<string, TrainingJob>();
  let running:
    | { readonly id: string; readonly controller: AbortController; readonly ended: Promise<void> }
    | undefined;

  const change = (id: string, changes: Partial<TrainingJob>) => {
    const job = jobs.get(id);
    if (job) jobs.set(id, { ...job, ...changes });
  };

  async function follow(id: string, request: TrainingRequest, signal: AbortSignal): Promise<void> {
    try {
      const version = await runner.run(request, (progress) => change(id, { progress }), signal);
      change(id, { state: "succeeded", progress: 1, version });
    } catch (error) {
      change(id, { state: signal.aborted ? "cancelled" : "failed" });
      if (!signal.aborted) deps.onFailure(error);
    } finally {
      change(id, { endedAt: deps.now().toISOString() });
      running = undefined;
    }
  }

  return {
    async begin(request) {
      if (running) return null;
      const id = deps.drawId();
      const controller = new AbortController();
      jobs.set(id, {
        id,
        state: "running",
        progress: 0,
        version: null,
        begunAt: deps.now().toISOString(),
        endedAt: null,
      });
      const [oldest] = jobs.keys();
      if (jobs.size > MOST_REMEMBERED && oldest !== undefined) jobs.delete(oldest);
      running = { id, controller, ended: Promise.resolve() };
      running = { id, controller, ended: follow(id, request, controller.signal) };
      return jobs.get(id) ?? null;
    },
    find: async (id) => jobs.get(id) ?? null,
    async cancel(id) {
      if (running?.id !== id) return null;
      running.controller.abort();
      return jobs.get(id) ?? null;
    },
    async close() {
      running?.controller.abort();
      await running?.ended;
    },
  };
}
