// Finds traces of persons in any stream of bytes, however they were encoded on the way. One pass over the bytes for
// all traces and encodings together: a filter over four bytes says where a pattern may begin, the rest is compared there.
import { createHash } from "node:crypto";
import { encodeNonAsciiHTML } from "entities";

export const ENCODINGS = [
  "utf-8",
  "latin-1",
  "url",
  "html-entities",
  "json-escapes",
  "base64",
  "md5",
  "sha-1",
  "sha-256",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface Leak {
  readonly trace: string;
  readonly encoding: Encoding;
  /** Name of the stream: a table, a topic, a log file. */
  readonly where: string;
  /** Position of the first byte in the stream. */
  readonly at: number;
}

export interface LeakScanner {
  /** Yields the first occurrence of each (trace, encoding) in the stream. */
  scan(where: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncIterable<Leak>;
}

/** Bytes that a pattern needs at least: shorter ones would be found by chance. */
const MIN_PATTERN_BYTES = 6;
const FILTER_BITS = 20;

interface Pattern {
  readonly trace: string;
  readonly encoding: Encoding;
  readonly bytes: Buffer;
}

export function createLeakScanner(traces: Iterable<string>): LeakScanner {
  const patterns = [...new Set(traces)].flatMap(patternsOf);
  const filter = new Uint8Array(1 << FILTER_BITS);
  const byStart = new Map<number, Pattern[]>();
  let longest = 0;
  for (const pattern of patterns) {
    const start = pattern.bytes.readUInt32LE(0);
    filter[slot(start)] = 1;
    const same = byStart.get(start);
    if (same) same.push(pattern);
    else byStart.set(start, [pattern]);
    longest = Math.max(longest, pattern.bytes.length);
  }
  return {
    async *scan(where, bytes) {
      const found = new Set<Pattern>();
      let carried = Buffer.alloc(0);
      let base = 0;
      for await (const chunk of bytes) {
        // Patterns may lie across two chunks: the tail of one is looked at again with the next.
        const buffer = Buffer.concat([carried, chunk]);
        let window = 0;
        for (let i = 0; i < buffer.length; i += 1) {
          window = (window >>> 8) | ((buffer[i] ?? 0) << 24);
          const start = i - 3;
          if (start < 0 || filter[slot(window)] === 0) continue;
          for (const pattern of byStart.get(window >>> 0) ?? []) {
            if (found.has(pattern)) continue;
            const end = start + pattern.bytes.length;
            if (end > buffer.length || pattern.bytes.compare(buffer, start, end) !== 0) continue;
            found.add(pattern);
            yield { trace: pattern.trace, encoding: pattern.encoding, where, at: base + start };
          }
        }
        const kept = Math.min(buffer.length, Math.max(0, longest - 1));
        base += buffer.length - kept;
        carried = buffer.subarray(buffer.length - kept);
      }
    },
  };
}

const slot = (word: number) => Math.imul(word, 0x9e3779b1) >>> (32 - FILTER_BITS);

function patternsOf(trace: string): Pattern[] {
  const patterns: Pattern[] = [];
  const seen = new Set<string>();
  const add = (encoding: Encoding, bytes: Buffer) => {
    const hex = bytes.toString("hex");
    if (bytes.length < MIN_PATTERN_BYTES || seen.has(hex)) return;
    seen.add(hex);
    patterns.push({ trace, encoding, bytes });
  };
  for (const text of new Set([trace, trace.toLowerCase(), trace.toUpperCase()])) {
    const utf8 = Buffer.from(text, "utf8");
    const latin1 = Buffer.from(text, "latin1");
    add("utf-8", utf8);
    add("utf-8", Buffer.from(text.normalize("NFD"), "utf8"));
    add("latin-1", latin1);
    for (const url of urlForms(text)) add("url", Buffer.from(url));
    for (const html of htmlForms(text)) add("html-entities", Buffer.from(html));
    add("json-escapes", Buffer.from(jsonEscaped(text)));
    for (const bytes of [utf8, latin1])
      for (const base64 of base64Forms(bytes)) add("base64", Buffer.from(base64));
    for (const [encoding, algorithm] of HASHES) {
      const digest = createHash(algorithm).update(utf8).digest("hex");
      add(encoding, Buffer.from(digest));
      add(encoding, Buffer.from(digest.toUpperCase()));
    }
  }
  return patterns;
}

const HASHES = [
  ["md5", "md5"],
  ["sha-1", "sha1"],
  ["sha-256", "sha256"],
] as const;

/** Percent-encoded as UTF-8 and as latin-1, spaces as %20 and as +, in both cases of the digits. */
function urlForms(text: string): string[] {
  const utf8 = encodeURIComponent(text);
  const latin1 = percentEncode(Buffer.from(text, "latin1"));
  return [utf8, latin1].flatMap((form) => {
    const plus = form.replaceAll("%20", "+");
    return [form, plus, lowerDigits(form), lowerDigits(plus)];
  });
}

const lowerDigits = (form: string) => form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

function percentEncode(bytes: Buffer): string {
  return [...bytes]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

const decimal = (character: string) => `&#${character.codePointAt(0)};`;
const hexadecimal = (character: string) => `&#x${character.codePointAt(0)?.toString(16)};`;

/** Named, decimal and hexadecimal references: of what is not ASCII, and of every character. */
function htmlForms(text: string): string[] {
  return [
    encodeNonAsciiHTML(text),
    text.replaceAll(/[^\0-\u007f]|[&<>"'@]/gu, decimal),
    text.replaceAll(/[^\0-\u007f]|[&<>"'@]/gu, hexadecimal),
    text.replaceAll(/./gsu, decimal),
    text.replaceAll(/./gsu, hexadecimal),
  ];
}

function jsonEscaped(text: string): string {
  return text.replaceAll(/[^\0-\u007f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** What base64 shows of `bytes` inside a longer text, for each of the three alignments, without the characters that neighbours share. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const bits = (before + bytes.length) * 8;
    const whole = text.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
    return [whole, whole.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
