import { chacha12 } from "@noble/ciphers/chacha.js";
import { describe, expect, it } from "vitest";
import { chachaBlock, chachaInput } from "./chacha.ts";
import { createDraws, secretFromSeed } from "./draws.ts";

const first = (seed: string, kind: string, ...index: number[]) =>
  createDraws(secretFromSeed(seed))(kind, ...index).u32();

describe("draws", () => {
  it("are the key stream of ChaCha12 as an audited library has it", () => {
    const key = secretFromSeed("key");
    const nonce = Uint8Array.from({ length: 12 }, (_, index) => index * 19);
    const input = chachaInput(key);
    const view = new DataView(nonce.buffer);
    for (let word = 0; word < 3; word++) input[13 + word] = view.getInt32(word * 4, true);
    const mine = new Uint8Array(128);
    for (let block = 0; block < 2; block++) {
      input[12] = block;
      const out = new Uint32Array(16);
      chachaBlock(input, out);
      mine.set(new Uint8Array(out.buffer), block * 64);
    }
    expect(mine).toEqual(chacha12(key, nonce, new Uint8Array(128)));
  });

  it("depend on secret, kind, block, item and part, and on nothing else", () => {
    const same = first("a", "kind", 1, 2, 3);
    expect(first("a", "kind", 1, 2, 3)).toBe(same);
    const others = [
      first("b", "kind", 1, 2, 3),
      first("a", "other", 1, 2, 3),
      first("a", "kind", 0, 2, 3),
      first("a", "kind", 1, 0, 3),
      first("a", "kind", 1, 2, 0),
    ];
    expect(new Set([same, ...others]).size).toBe(6);
  });

  it("stay within their bounds and spread over them", () => {
    const draws = createDraws(secretFromSeed("bounds"))("kind");
    const seen = new Set(Array.from({ length: 2000 }, () => draws.between(3, 12)));
    expect([...seen].toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(draws.shuffle([1, 2, 3, 4, 5]).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
    const instant = draws.wide(1_700_000_000_000, 1_700_000_000_010);
    expect(instant).toBeGreaterThanOrEqual(1_700_000_000_000);
    expect(instant).toBeLessThanOrEqual(1_700_000_000_010);
  });

  it("refuse a secret of another length", () => {
    expect(() => createDraws(new Uint8Array(16))).toThrow("32 bytes");
  });
});
