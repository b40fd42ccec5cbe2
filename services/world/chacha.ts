// Blocks of ChaCha12's key stream (RFC 8439's layout, 12 rounds), into an array that the caller owns. A library's
// function costs several times as much where, as here, most streams are one block long; a test holds the two together.

const DOUBLE_ROUNDS = 6;

/** One block's state, at work. Not shared between threads: each has its own module. */
const x = new Int32Array(16);

function quarter(a: number, b: number, c: number, d: number): void {
  let [p, q, r, s] = [x[a]!, x[b]!, x[c]!, x[d]!];
  p = (p + q) | 0;
  s ^= p;
  s = (s << 16) | (s >>> 16);
  r = (r + s) | 0;
  q ^= r;
  q = (q << 12) | (q >>> 20);
  p = (p + q) | 0;
  s ^= p;
  s = (s << 8) | (s >>> 24);
  r = (r + s) | 0;
  q ^= r;
  q = (q << 7) | (q >>> 25);
  x[a] = p;
  x[b] = q;
  x[c] = r;
  x[d] = s;
}

/**
 * @param input 16 words: the constant, the key, the counter, the nonce.
 * @param out 16 words, overwritten.
 */
export function chachaBlock(input: Int32Array, out: Uint32Array): void {
  x.set(input);
  for (let round = 0; round < DOUBLE_ROUNDS; round++) {
    quarter(0, 4, 8, 12);
    quarter(1, 5, 9, 13);
    quarter(2, 6, 10, 14);
    quarter(3, 7, 11, 15);
    quarter(0, 5, 10, 15);
    quarter(1, 6, 11, 12);
    quarter(2, 7, 8, 13);
    quarter(3, 4, 9, 14);
  }
  for (let word = 0; word < 16; word++) out[word] = (x[word]! + input[word]!) | 0;
}

/** "expand 32-byte k", then the key; counter and nonce are for the caller to set (words 12 to 15). */
export function chachaInput(key: Uint8Array): Int32Array {
  const input = new Int32Array(16);
  input.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  for (let word = 0; word < 8; word++) input[4 + word] = view.getInt32(word * 4, true);
  return input;
}
