// A lock between processes that cannot go stale: the kernel's flock, held by a child that ends when we do, however we end.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { ConfigError } from "@atelier/platform/errors.ts";

/** Runs `work` while no other process holds `file`; `onWait` is called once if someone does. */
export async function withLock<T>(file: string, work: () => Promise<T>, onWait?: () => void): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  // In a process group of its own, so that Ctrl-C reaches it only through us; it ends with its standard input.
  const holder = spawn("flock", [file, "sh", "-c", "echo held; exec cat >/dev/null"], {
    stdio: ["pipe", "pipe", "ignore"],
    detached: true,
  });
  const notice = onWait && setTimeout(onWait, 1000);
  try {
    await Promise.race([
      once(holder.stdout, "data"),
      once(holder, "exit").then(() => {
        throw new ConfigError("lock-failed", `Cannot lock ${file}; is its folder writable?`);
      }),
    ]);
    clearTimeout(notice);
    return await work();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT" && "syscall" in error) {
      if (error.syscall === "spawn flock") {
        throw new ConfigError("missing-tool", "The program flock is missing: apt-get install -y util-linux", {
          cause: error,
        });
      }
    }
    throw error;
  } finally {
    clearTimeout(notice);
    const ended = holder.exitCode === null && holder.pid !== undefined ? once(holder, "exit") : undefined;
    holder.stdin.end();
    await ended;
  }
}
