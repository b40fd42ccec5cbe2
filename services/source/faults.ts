// What goes wrong on purpose. A draw depends on the secret, the client, the class of path and how many requests of
// that class the client has made: the same crawl meets the same faults.
import { createHmac } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { FaultRates } from "./config.ts";

type Fault =
  | { readonly type: "none" }
  | { readonly type: "too-many"; readonly retryAfterSeconds: number }
  | { readonly type: "unavailable" }
  | { readonly type: "slow"; readonly delayMs: number }
  /** `afterEvents` is for a stream, which is cut rather than refused. */
  | { readonly type: "reset"; readonly afterEvents: number };

const NONE: Fault = { type: "none" };
const MAX_CLIENTS = 10_000;

export type DrawFault = (client: string, pathClass: string) => Fault;

export function createFaults(secret: Buffer, origin: string, rates: FaultRates): DrawFault {
  const total = rates.tooMany + rates.unavailable + rates.slow + rates.reset;
  if (total === 0) return () => NONE;
  const key = createHmac("sha256", secret).update(`faults:${origin}`).digest();
  const counts = new LRUCache<string, number>({ max: MAX_CLIENTS });
  return (client, pathClass) => {
    const who = `${pathClass}\n${client}`;
    const count = (counts.get(who) ?? 0) + 1;
    counts.set(who, count);
    const draw = createHmac("sha256", key).update(`${count}\n${who}`).digest();
    let share = draw.readUInt32BE(0) / 2 ** 32;
    if ((share -= rates.tooMany) < 0) return { type: "too-many", retryAfterSeconds: 1 };
    if ((share -= rates.unavailable) < 0) return { type: "unavailable" };
    if ((share -= rates.slow) < 0) return { type: "slow", delayMs: rates.slowMs };
    if ((share -= rates.reset) < 0) return { type: "reset", afterEvents: draw.readUInt16BE(4) % 200 };
    return NONE;
  };
}
