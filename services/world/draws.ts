// Every draw of a world is a keyed function of (secret, kind, block, item, part): random access, the same on every
// machine, and what is shown (one kind) says nothing of what is hidden (another kind).
import { chacha12 } from "@noble/ciphers/chacha.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

const FIRST_BYTES = 64;
const NEXT_BYTES = 256;
const ZEROS = new Uint8Array(NEXT_BYTES);
const TWO_32 = 4_294_967_296;

/** A stream of draws. Integers only: division and multiplication stay below 2^53, so every machine agrees. */
export class Draws {
  readonly #key: Uint8Array;
  readonly #nonce: Uint8Array;
  #words: DataView | null = null;
  #at = 0;
  #counter = 0;

  constructor(key: Uint8Array, nonce: Uint8Array) {
    this.#key = key;
    this.#nonce = nonce;
  }

  u32(): number {
    if (!this.#words || this.#at >= this.#words.byteLength) this.#refill();
    const value = this.#words!.getUint32(this.#at, true);
    this.#at += 4;
    return value;
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

  #refill(): void {
    const size = this.#words ? NEXT_BYTES : FIRST_BYTES;
    const bytes = chacha12(this.#key, this.#nonce, ZEROS.subarray(0, size), undefined, this.#counter);
    this.#counter += size / 64;
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = 0;
  }
}

export type DrawsOf = (kind: string, block?: number, item?: number, part?: number) => Draws;

/** The draws of a secret: each kind has a key of its own, the rest is the nonce. */
export function createDraws(secret: Uint8Array): DrawsOf {
  if (secret.length !== 32) throw new RangeError("a world's secret is 32 bytes");
  const keys = new Map<string, Uint8Array>();
  const keyOf = (kind: string): Uint8Array => {
    const known = keys.get(kind);
    if (known) return known;
    const key = hmac(sha256, secret, utf8ToBytes(`atelier-world-1:${kind}`));
    keys.set(kind, key);
    return key;
  };
  return (kind, block = 0, item = 0, part = 0) => {
    const nonce = new Uint8Array(12);
    const view = new DataView(nonce.buffer);
    view.setUint32(0, block, true);
    view.setUint32(4, item, true);
    view.setUint32(8, part, true);
    return new Draws(keyOf(kind), nonce);
  };
}

/** The secret of a practice world. An exam's is 32 random bytes. */
export function secretFromSeed(seed: string): Uint8Array {
  return sha256(utf8ToBytes(`atelier-practice-world:${seed}`));
}

/** 32 characters that look like none of the others and spell no word. */
export const CODE_ALPHABET = "0123456789ABCDFGHJKLMNPQRSTVWXYZ";
