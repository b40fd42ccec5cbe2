// Reads the values of options, so that a mistake costs one clear line instead of a strange run.
import { randomBytes } from "node:crypto";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Translate } from "./language.ts";

/** Scale 100 is the largest world that is promised to stream; below 0.01 nearly every kind is empty. */
export const SCALE_LIMITS = { min: 0.01, max: 100 } as const;

export function readScale(t: Translate, given: string): number {
  const scale = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
  if (scale >= SCALE_LIMITS.min && scale <= SCALE_LIMITS.max) return scale;
  throw new ConfigError("bad-scale", t("error.badScale", { given, ...SCALE_LIMITS }));
}

export function readSeed(t: Translate, given: string): string {
  if (/^[\w.-]{1,64}$/.test(given)) return given;
  throw new ConfigError("bad-seed", t("error.badSeed", { given }));
}

export function readSeconds(t: Translate, given: string): number {
  const seconds = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (seconds >= 1 && seconds <= 86_400) return seconds;
  throw new ConfigError("bad-seconds", t("error.badSeconds", { given }));
}

/** Ways in which a world drifts; `none` ends it. */
export const DRIFTS = ["prices", "text", "fraud", "missing", "none"] as const;

export function readTicks(t: Translate, given: string): number {
  const ticks = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (ticks >= 1 && ticks <= 1000) return ticks;
  throw new ConfigError("bad-ticks", t("error.badTicks", { given }));
}

/** A seed that nobody chose, short enough to be typed again. */
export const drawSeed = () => randomBytes(6).toString("hex");

/** `2/4`: the second of four parts. Passed on as it is. */
export function readShard(t: Translate, given: string): string {
  const [, index, of] = /^(\d{1,3})\/(\d{1,3})$/.exec(given) ?? [];
  if (Number(index) >= 1 && Number(index) <= Number(of)) return given;
  throw new ConfigError("bad-shard", t("error.badShard", { given }));
}
