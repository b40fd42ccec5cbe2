// Looks for persons in rows of any store: canaries in clear or as a digest that anybody can reverse, and pseudonyms of those
// who must have been forgotten. A mere list of whom to forget is what a store needs to forget them, and no fault.
import type { Truth } from "@atelier/world/truth.ts";
import type { Found, Privacy } from "../observations/privacy.ts";
import { createLeakScanner, type Leak } from "../verify/leaks.ts";

export interface PersonSearch {
  /** One place after the other; rows as bytes. `isErasure`: of those, the raw record that asks for it. */
  place(
    where: string,
    rows: AsyncIterable<{ readonly bytes: Buffer; readonly isErasure?: boolean }>,
  ): Promise<void>;
  result(): Omit<Privacy, "raw" | "unreadable">;
}

const BATCH_BYTES = 1 << 20;
const PSEUDONYM = /[0-9a-f]{64}/gi;
const WORD = /[A-Za-z0-9]{6,40}/g;
const DIGESTS: readonly Leak["encoding"][] = ["md5", "sha-1", "sha-256"];

export function createPersonSearch(
  truth: Pick<Truth, "forgotten" | "canaries" | "rawIds" | "rows">,
): PersonSearch {
  const forgotten = new Set(truth.forgotten());
  const gone = new Set<string>();
  for (const { id, kind, state } of truth.rawIds()) {
    if (state === "gone" && kind !== "labels") gone.add(id);
  }
  const others = new Set<string>();
  for (const { customer_key, account_key, phone_key } of truth.rows("customers")) {
    for (const key of [customer_key, account_key, phone_key]) if (key !== null) others.add(key);
  }
  for (const { author_key } of truth.rows("reviews")) others.add(author_key);
  const scanner = createLeakScanner([...truth.canaries()].flatMap(({ traces }) => traces));
  const seen: Omit<Privacy, "raw" | "unreadable" | "persons" | "knownPersons"> = {
    searched: [],
    clear: [],
    digests: [],
    forgotten: [],
  };
  const met = new Set<string>();

  return {
    async place(where, rows) {
      const leaks = new Map<string, Leak>();
      let count = 0;
      let knownHere = 0;
      let dataOfGone = 0;
      const suspects: string[] = [];
      let batch: Buffer[] = [];
      let size = 0;
      const flush = async () => {
        const bytes = Buffer.concat(batch);
        batch = [];
        size = 0;
        for await (const leak of scanner.scan(where, [bytes]))
          leaks.set(`${leak.trace} ${leak.encoding}`, leak);
      };
      for await (const { bytes, isErasure } of rows) {
        count += 1;
        batch.push(bytes, NEW_LINE);
        size += bytes.length;
        if (size > BATCH_BYTES) await flush();
        const text = bytes.toString("latin1");
        const keys = (text.match(PSEUDONYM) ?? []).map((key) => key.toLowerCase());
        for (const key of keys) {
          if (!others.has(key)) continue;
          met.add(key);
          knownHere += 1;
        }
        const asked = isErasure ? undefined : keys.find((key) => forgotten.has(key));
        if (asked === undefined) continue;
        suspects.push(asked);
        if ((text.match(WORD) ?? []).some((word) => gone.has(word))) dataOfGone += 1;
      }
      await flush();
      seen.searched.push({ where, rows: count });
      const isList = knownHere === 0 && dataOfGone === 0;
      if (suspects.length > 0 && !isList) {
        seen.forgotten.push({ where, count: suspects.length, example: masked(suspects[0]!) });
      }
      const found = [...leaks.values()];
      const clear = found.filter(({ encoding }) => !DIGESTS.includes(encoding));
      add(seen.clear, where, clear);
      add(
        seen.digests,
        where,
        found.filter(({ encoding }) => DIGESTS.includes(encoding)),
      );
    },
    result: () => ({ ...seen, persons: others.size, knownPersons: met.size }),
  };
}

const NEW_LINE = Buffer.from("\n");

function add(list: Found[], where: string, leaks: readonly Leak[]): void {
  const [first] = leaks;
  if (!first) return;
  const count = new Set(leaks.map(({ trace }) => trace)).size;
  list.push({ where, count, example: `${masked(first.trace)} (${first.encoding})` });
}

/** Enough to recognise, too little to look for. */
const masked = (text: string) => `${Array.from(text).slice(0, 3).join("")}…`;
