// Tells when files of a folder have changed, once for a burst of changes; by looking again and again where the file system
// sends no notifications (network shares, a Windows folder seen from WSL).
import { watch as notifications } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { watch } from "chokidar";

/** What changes while commands run, and is nobody's work. */
const IGNORED =
  /(?:^|[/\\])(?:\.git|\.venv|venv|node_modules|__pycache__|\.pytest_cache|\.ruff_cache|\.mypy_cache)(?:[/\\]|$)/;
const POLL_MS = 1000;
const PROBE_MS = 1500;
const SETTLED_MS = 300;

/** @param path beneath the folder that is watched */
export const isLeftover = (path: string): boolean => IGNORED.test(path);

export interface Changes {
  /** Looks again and again, because no notifications come. */
  readonly polls: boolean;
  /** Resolves after the next burst of changes. */
  next(signal: AbortSignal): Promise<void>;
  /** What has changed so far is no news. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

export async function watchFolder(folder: string): Promise<Changes> {
  const polls = !(await sendsNotifications(folder));
  const watcher = watch(folder, {
    ignored: (path) => isLeftover(path.slice(folder.length)),
    ignoreInitial: true,
    usePolling: polls,
    interval: POLL_MS,
  });
  let changed = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  watcher.on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(() => changed.resolve(), SETTLED_MS);
  });
  await new Promise<void>((resolve) => {
    watcher.once("ready", () => resolve());
  });
  return {
    polls,
    async next(signal) {
      const interrupted = Promise.withResolvers<void>();
      const interrupt = () => interrupted.resolve();
      signal.addEventListener("abort", interrupt, { once: true });
      await Promise.race([changed.promise, interrupted.promise]);
      signal.removeEventListener("abort", interrupt);
      changed = Promise.withResolvers();
    },
    async forget() {
      // Until the last of it must have been told.
      await delay(SETTLED_MS + (polls ? POLL_MS : 0));
      clearTimeout(timer);
      changed = Promise.withResolvers();
    },
    async close() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

/** Writes a file into a folder of its own beside the work, and sees whether anything is told of it. */
async function sendsNotifications(folder: string): Promise<boolean> {
  const probe = await mkdtemp(join(folder, ".atelier-watch-"));
  const told = Promise.withResolvers<boolean>();
  const watcher = notifications(probe, () => told.resolve(true));
  watcher.on("error", () => told.resolve(false));
  const timer = setTimeout(() => told.resolve(false), PROBE_MS);
  try {
    await writeFile(join(probe, "probe"), "");
    return await told.promise;
  } finally {
    clearTimeout(timer);
    watcher.close();
    await rm(probe, { recursive: true, force: true });
  }
}
