// One hash of all that a world shows, uncompressed: two machines that agree on it agree on the world.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { World } from "./listing.ts";

export function goldenHash(world: World): string {
  const hash = sha256.create();
  const add = (name: string, value: unknown) =>
    hash.update(utf8ToBytes(`${name} ${JSON.stringify(value)}\n`));
  add("world", [world.scale, world.epoch, world.categories]);
  for (const one of world.sellers()) add("seller", one);
  for (const one of world.certifications()) add("certification", one);
  for (const one of world.productPages()) add("page", one);
  for (const one of world.reviews()) add("review", one);
  for (const one of world.orders()) add("order", one);
  for (const one of world.objections()) add("objection", one);
  for (const one of world.events()) add("event", one);
  for (const { bytes, ...one } of world.files()) {
    add("file", one);
    hash.update(bytes());
  }
  for (const chunk of world.customersCsv()) hash.update(chunk);
  for (const chunk of world.pricesJsonl()) hash.update(chunk);
  for (const chunk of world.labelsCsv()) hash.update(chunk);
  return bytesToHex(hash.digest());
}
