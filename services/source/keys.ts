// Comparison of secrets that takes the same time whatever is wrong.
import { createHash, timingSafeEqual } from "node:crypto";

/** Tells whether what a client sent is the key; with no key, nothing is. */
export function createKeyCheck(key: string | undefined): (sent: string | undefined) => boolean {
  const expected = digest(key ?? "");
  return (sent) => timingSafeEqual(digest(sent ?? ""), expected) && key !== undefined;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
