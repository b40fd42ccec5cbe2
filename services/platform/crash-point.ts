// Lets a test kill or pause a service at an exact record count in an exact window, so that "it survives kill -9" is
// tried where it matters and a window that is never reached fails the test.
import { ConfigError } from "./errors.ts";

export const CRASH_WINDOWS = ["fetched", "written", "committed", "acknowledged"] as const;
export type CrashWindow = (typeof CRASH_WINDOWS)[number];

/** Tells that `count` more records have passed `window`. */
export type CrashPoint = (window: CrashWindow, count: number) => void;

/**
 * @param spec `"<window>:<records>"` (environment variable CRASH_AT) for a kill, `"<window>:<records>:stop"` for a
 * pause until somebody sends SIGCONT, or undefined for a point that never fires.
 * @param signal what the process does to itself when the cumulative count of the window reaches the given one, once.
 */
export function createCrashPoint(
  spec: string | undefined,
  signal: (name: "SIGKILL" | "SIGSTOP") => void = (name) => process.kill(process.pid, name),
): CrashPoint {
  if (!spec) return () => undefined;
  const [window, after, how = "kill", ...rest] = spec.split(":");
  const limit = Number(after);
  const isKnown = CRASH_WINDOWS.some((known) => known === window) && Number.isInteger(limit);
  if (!isKnown || !["kill", "stop"].includes(how) || rest.length > 0) {
    throw new ConfigError(
      "bad-crash-point",
      `CRASH_AT must be <window>:<records> or <window>:<records>:stop, window one of ${CRASH_WINDOWS.join(", ")}`,
    );
  }
  let passed = 0;
  let fired = false;
  return (current, count) => {
    if (current !== window || fired) return;
    passed += count;
    if (passed < limit) return;
    fired = true;
    signal(how === "stop" ? "SIGSTOP" : "SIGKILL");
  };
}
