// Measures processes from outside, by /proc: processor time and the peak of memory, each with its descendants.
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

/** USER_HZ: what proc(5) counts processor time in; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;
const SAMPLE_EVERY_MS = 500;

export interface Measurement {
  readonly name: string;
  readonly cpuSeconds: number;
  readonly peakMemoryMb: number;
}

export interface Meter {
  /** Measures `pid` and its descendants as `name`, from now on. */
  watch(name: string, pid: number): void;
  /** Stops sampling and gives what was measured. */
  finish(): Promise<Measurement[]>;
}

interface Sample {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  readonly cpuTicks: number;
}

/** A browser is measured apart from the service that drives it. */
const BROWSER = { name: "chromium", command: /^chrom/ } as const;

export function startMeter(): Meter {
  const roots = new Map<number, string>();
  const ticksByProcess = new Map<string, Map<number, number>>();
  const peakPages = new Map<string, number>();
  const stopped = new AbortController();

  const take = async () => {
    const samples = await readProcesses();
    const groups = Map.groupBy(samples.values(), (sample) => groupOf(sample, samples, roots));
    for (const [name, members] of groups) {
      if (name === undefined) continue;
      const ticks = ticksByProcess.get(name) ?? new Map<number, number>();
      for (const { pid, cpuTicks } of members) ticks.set(pid, cpuTicks);
      ticksByProcess.set(name, ticks);
      const memory = await Promise.all(members.map(({ pid }) => readMemory(pid)));
      // Shared pages (libraries, PostgreSQL's buffers) count once.
      const own = memory.reduce((sum, { pages, shared }) => sum + pages - shared, 0);
      const shared = Math.max(...memory.map((one) => one.shared));
      peakPages.set(name, Math.max(peakPages.get(name) ?? 0, own + shared));
    }
  };
  const sampling = (async () => {
    while (!stopped.signal.aborted) {
      await take();
      await delay(SAMPLE_EVERY_MS);
    }
  })();

  return {
    watch: (name, pid) => void roots.set(pid, name),
    async finish() {
      stopped.abort();
      await sampling;
      await take();
      return [...ticksByProcess].map(([name, ticks]) => ({
        name,
        cpuSeconds: [...ticks.values()].reduce((sum, count) => sum + count, 0) / TICKS_PER_SECOND,
        peakMemoryMb: Math.round(((peakPages.get(name) ?? 0) * PAGE_BYTES) / 1024 ** 2),
      }));
    },
  };
}

function groupOf(
  sample: Sample,
  samples: ReadonlyMap<number, Sample>,
  roots: ReadonlyMap<number, string>,
): string | undefined {
  let isBrowser = false;
  for (let at: Sample | undefined = sample; at; at = samples.get(at.parent)) {
    isBrowser ||= BROWSER.command.test(at.command);
    const name = roots.get(at.pid);
    if (name !== undefined) return isBrowser ? BROWSER.name : name;
  }
  return undefined;
}

async function readProcesses(): Promise<Map<number, Sample>> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const samples = await Promise.all(pids.map(readSample));
  return new Map(samples.flatMap((sample) => (sample ? [[sample.pid, sample]] : [])));
}

/** Undefined for a process that ended meanwhile. */
async function readSample(pid: number): Promise<Sample | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => undefined);
  return stat === undefined ? undefined : parseSample(pid, stat);
}

/** Reads proc(5)'s `stat`; the name in parentheses may hold anything. */
export function parseSample(pid: number, stat: string): Sample {
  const command = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { pid, command, parent: Number(fields[1]), cpuTicks: Number(fields[11]) + Number(fields[12]) };
}

async function readMemory(pid: number): Promise<{ pages: number; shared: number }> {
  const statm = await readFile(`/proc/${pid}/statm`, "latin1").catch(() => "");
  const [, pages = 0, shared = 0] = statm.split(" ").map(Number);
  return { pages, shared };
}
