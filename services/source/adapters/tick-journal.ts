// Remembers the drift of each tick, a line each, so that a world that was stopped goes on from where it was.
import { appendFileSync, readFileSync, truncateSync } from "node:fs";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Drift } from "@atelier/world/listing.ts";
import { DriftName } from "../config.ts";

export interface TickJournal {
  /** The drifts in force at ticks 1, 2, … of earlier processes. */
  readonly past: readonly Drift[];
  /** To be called before anybody can see the tick. */
  append(drift: Drift): void;
}

/** Remembers nothing: an exam's world begins with its process. */
export const noJournal: TickJournal = { past: [], append: () => undefined };

/**
 * @param path a file of lines; made when it is not there
 * @throws ConfigError for a line that no tick wrote
 */
export function openTickJournal(path: string): TickJournal {
  const text = read(path);
  // What follows the last line end was being written when the process was killed: nobody has seen that tick.
  const whole = text.lastIndexOf("\n") + 1;
  if (whole < text.length) truncateSync(path, whole);
  const lines = text.slice(0, whole).split("\n").slice(0, -1);
  return {
    past: lines.map((line, index) => {
      const drift = DriftName.safeParse(line);
      if (drift.success) return drift.data;
      throw new ConfigError(
        "bad-journal",
        `${path}: line ${index + 1} is no drift; remove the file to start the world anew`,
      );
    }),
    append: (drift) => appendFileSync(path, `${drift}\n`, { mode: 0o600 }),
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
