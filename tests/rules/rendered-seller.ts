// A seller's page after its own script has run, without a browser: the script meets a document and a fetch of ours.
import { createContext, runInContext } from "node:vm";
import { sellerFacts, SELLER_SCRIPT, sellerShell } from "@atelier/source/pages/seller.ts";
import type { ListedSeller } from "@atelier/world/listing.ts";
import { parseHTML } from "linkedom";

const GRAIN = "0123456789ab";

export async function renderSeller(seller: ListedSeller): Promise<string> {
  const { document } = parseHTML(sellerShell(seller.sellerId, GRAIN));
  const answer = { ok: true, json: () => Promise.resolve(sellerFacts(seller)) };
  runInContext(SELLER_SCRIPT, createContext({ document, fetch: () => Promise.resolve(answer) }));
  // The script only waits for promises that are already kept: all is written before the next turn of the loop.
  await new Promise(setImmediate);
  return String(document);
}
