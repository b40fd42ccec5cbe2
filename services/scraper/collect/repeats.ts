// Notices what a source gives twice in one reading. Whoever loads it keeps it once; only the reader can tell that it came again.
import type { RawRecord } from "@atelier/contracts/raw.ts";
import type { RuleId } from "@atelier/contracts/rules.ts";

/** Far more than lies between a record and its repetition, and little memory at any scale. */
const MOST = 50_000;

/** True for a key that was given before, of the last `most` ones. */
export function createRepeats(most = MOST): (key: string) => boolean {
  const seen = new Set<string>();
  return (key) => {
    if (seen.has(key)) return true;
    seen.add(key);
    const [oldest] = seen;
    if (seen.size > most && oldest !== undefined) seen.delete(oldest);
    return false;
  };
}

export const withRepair = (record: RawRecord, rule: RuleId): RawRecord =>
  record.repairs.includes(rule) ? record : { ...record, repairs: [...record.repairs, rule] };

export const versionKey = ({ id, version }: RawRecord): string => `${id} ${version}`;
