// The token without which a seller's facts are not served: computed by the page's script from a grain in the page.
import { createHmac } from "node:crypto";

/**
 * FNV-1a over `seller.grain`, stirred 64 times: cheap for a browser, opaque to a glance. The browser runs this very
 * function: `sellerScript` writes its source into the script.
 */
export function sellerToken(sellerId: string, grain: string): string {
  let hash = 0x811c9dc5;
  for (let round = 0; round < 64; round += 1) {
    for (const character of `${sellerId}.${grain}.${round}`) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** Gives each seller a grain of its own, the same as long as the world is. */
export function createSellerGrains(secret: Buffer): (sellerId: string) => string {
  const key = createHmac("sha256", secret).update("grain").digest();
  return (sellerId) => createHmac("sha256", key).update(sellerId).digest("hex").slice(0, 12);
}
