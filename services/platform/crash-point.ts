// Lets a test kill a service at an exact record count in an exact window, so that "it survives kill -9" is
// tried where it matters and a window that is never reached fails the test.
import { ConfigError } from "./errors.ts";

export const CRASH_WINDOWS = ["fetched", "written", "committed", "acknowledged"] as const;
export type CrashWindow = (typeof CRASH_WINDOWS)[number];

/** Tells that `count` more records have passed `window`. */
export type CrashPoint = (window: CrashWindow, count: number) => void;

/**
 * @param spec `"<window>:<records>"` (environment variable CRASH_AT), or undefined for a point that never fires.
 * @param kill what to do when the cumulative count of the window reaches the given one.
 */
export function createCrashPoint(
  spec: string | undefined,
  kill: () => void = () => process.kill(process.pid, "SIGKILL"),
): CrashPoint {
  if (!spec) return () => undefined;
  const [window, after] = spec.split(":");
  const limit = Number(after);
  if (!CRASH_WINDOWS.some((known) => known === window) || !Number.isInteger(limit)) {
    throw new ConfigError(
      "bad-crash-point",
      `CRASH_AT must be <window>:<records>, one of ${CRASH_WINDOWS.join(", ")}`,
    );
  }
  let passed = 0;
  return (current, count) => {
    if (current !== window) return;
    passed += count;
    if (passed >= limit) kill();
  };
}
