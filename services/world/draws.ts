// Every draw of a world is a keyed function of (secret, kind, block, item, part): random access, the same on every
// machine, and what is shown (one kind) says nothing of what is hidden (another kind).
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { chachaBlock, chachaInput } from "./chacha.ts";

const COUNTER = 12;
const NONCE = 13;
const WORDS = 16;
const TWO_32 = 4_294_967_296;

/** A stream of draws. Integers only: division and multiplication stay below 2^53, so every machine agrees. */
export class Draws {
  /** The cipher's constant, key, counter and nonce: this stream's own copy. */
  readonly #input: Int32Array;
  readonly #words = new Uint32Array(WORDS);
  #at = WORDS;

  constructor(input: Int32Array) {
    this.#input = input;
  }

  u32(): number {
    if (this.#at === WORDS) {
      chachaBlock(this.#input, this.#words);
      this.#input[COUNTER]!++;
      this.#at = 0;
    }
    return this.#words[this.#at++]!;
  }

  /** A whole number in [0, bound), for a bound up to 2^21. */
  below(bound: number): number {
    return Math.floor((this.u32() * bound) / TWO_32);
  }

  /** A whole number in [low, high]. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** A whole number in [low, high] for wide ranges (instants), uniform enough for display. */
  wide(low: number, high: number): number {
    const span = high - low + 1;
    const position = (this.u32() & 0x1f_ffff) * TWO_32 + this.u32();
    return low + (position % span);
  }

  /** True `perThousand` times in a thousand. */
  chance(perThousand: number): boolean {
    return this.below(1000) < perThousand;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /** Picks an index by whole weights. */
  weighted(weights: readonly number[]): number {
    let left = this.below(weights.reduce((sum, weight) => sum + weight, 0));
    for (const [index, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return index;
    }
    return weights.length - 1;
  }

  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(items: Iterable<T>): T[] {
    const copy = [...items];
    for (let last = copy.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [copy[last], copy[other]] = [copy[other]!, copy[last]!];
    }
    return copy;
  }

  /** `length` characters of `alphabet`, whose length is a power of two. */
  code(length: number, alphabet: string): string {
    let text = "";
    for (let i = 0; i < length; i++) text += alphabet[this.u32() & (alphabet.length - 1)];
    return text;
  }
}

export type DrawsOf = (kind: string, block?: number, item?: number, part?: number) => Draws;

/** The draws of a secret: each kind has a key of its own, the rest is the nonce. */
export function createDraws(secret: Uint8Array): DrawsOf {
  if (secret.length !== 32) throw new RangeError("a world's secret is 32 bytes");
  const inputs = new Map<string, Int32Array>();
  const inputOf = (kind: string): Int32Array => {
    const known = inputs.get(kind);
    if (known) return known;
    const input = chachaInput(hmac(sha256, secret, utf8ToBytes(`atelier-world-1:${kind}`)));
    inputs.set(kind, input);
    return input;
  };
  return (kind, block = 0, item = 0, part = 0) => {
    const input = inputOf(kind).slice();
    input[NONCE] = block;
    input[NONCE + 1] = item;
    input[NONCE + 2] = part;
    return new Draws(input);
  };
}

/** The secret of a practice world. An exam's is 32 random bytes. */
export function secretFromSeed(seed: string): Uint8Array {
  return sha256(utf8ToBytes(`atelier-practice-world:${seed}`));
}

/** 32 characters that look like none of the others and spell no word. */
export const CODE_ALPHABET = "0123456789ABCDFGHJKLMNPQRSTVWXYZ";
