// The solution's programs as processes of a stage: none outlives the stage that started it.
import { spawn } from "node:child_process";
import { once } from "node:events";

const ETL = "services/etl/main.ts";
const SCRAPER = "services/scraper/main.ts";
/** Left alone, V8 takes what the machine has rather than collect. */
const SMALL_HEAP = ["--max-old-space-size=140", "--max-semi-space-size=4"];

interface Program {
  readonly main: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
}

const PROGRAMS = {
  retention: { main: ETL, environment: { ETL_ROLE: "retention" } },
  normaliser: { main: ETL, environment: { ETL_ROLE: "normaliser" } },
  "loader-postgres": { main: ETL, environment: { ETL_ROLE: "postgres" } },
  "loader-mongo": { main: ETL, environment: { ETL_ROLE: "mongo" } },
  "loader-neo4j": { main: ETL, environment: { ETL_ROLE: "neo4j" } },
  "scraper-once": { main: SCRAPER, environment: { SCRAPER_MODE: "once" }, nodeOptions: SMALL_HEAP },
  "scraper-scheduled": { main: SCRAPER, environment: { SCRAPER_MODE: "scheduled" }, nodeOptions: SMALL_HEAP },
  scorer: { main: "services/scorer/main.ts" },
  dashboard: { main: "services/dashboard/main.ts" },
} as const satisfies Record<string, Program>;

export type ServiceName = keyof typeof PROGRAMS;

export interface RunningService {
  readonly name: ServiceName;
  /** Its exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

export function startService(name: ServiceName): RunningService {
  const { main, environment = {}, nodeOptions = [] }: Program = PROGRAMS[name];
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...nodeOptions, main], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const exited = once(child, "exit").then(([code]) => code as number | null);
  return {
    name,
    exited,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

/** @throws Error when the program does not end well */
export async function runToEnd(name: ServiceName): Promise<void> {
  const code = await startService(name).exited;
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
}

/**
 * Does `work` while the services run, and stops them after it.
 * @throws Error when one of them ends before
 */
export async function whileRunning(names: readonly ServiceName[], work: () => Promise<void>): Promise<void> {
  const services = names.map(startService);
  const lost = services.map(async ({ name, exited }): Promise<never> => {
    throw new Error(`${name} ended with ${await exited}`);
  });
  // Those that are stopped in the end are not waited for here.
  for (const one of lost) one.catch(() => undefined);
  try {
    await Promise.race([work(), ...lost]);
  } finally {
    await Promise.all(services.map((service) => service.stop()));
  }
}
