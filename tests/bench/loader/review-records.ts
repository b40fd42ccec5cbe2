// The records that every loader reads: reviews as `clean.reviews` holds them, a tenth of them newer versions of an
// earlier key, half of those near and half far.
import { createHash } from "node:crypto";
import type { CleanBody, CleanRecord } from "@atelier/contracts/clean.ts";

export interface ReviewRecord {
  readonly key: string;
  readonly value: string;
  readonly record: CleanRecord & { readonly body: CleanBody<"reviews"> };
}

const WORDS = (
  "fromage miel confiture très bon goût livraison rapide colis abîmé fraîcheur parfumé fondant déçu jamais " +
  "toujours marché producteur recommande cuisson emballage soigné prix quantité œufs légumes croquant sucré " +
  "acidulé famille dimanche repas recette commande semaine retard service client réponse pommes cidre huile"
).split(" ");

/** Same number, same records. */
export function* reviewRecords(count: number): Generator<ReviewRecord> {
  const random = createRandom(42);
  const pick = (limit: number) => Math.floor(random() * limit);
  const versions: number[] = [];
  for (let at = 0; at < count; at++) {
    const repeats = at % 10 === 9;
    const reach = at % 20 === 9 ? Math.min(1000, versions.length) : versions.length;
    const index = repeats ? versions.length - 1 - pick(reach) : versions.length;
    const version = (versions[index] ?? -1) + 1;
    versions[index] = version;
    const id = `R${createHash("sha256").update(`review ${index}`).digest("hex").slice(0, 11)}`;
    const accountKey = pseudonymOf("account", pick(20_000));
    const written = 1_700_000_000_000 + at * 1000;
    const body = {
      reviewId: id,
      productId: `P${String(pick(5000)).padStart(6, "0")}`,
      accountKey,
      rating: 1 + pick(5),
      text: at % 25 === 0 ? null : sentence(pick, 80 + pick(200)),
      writtenAt: new Date(written).toISOString(),
      deviceKey: pseudonymOf("device", pick(15_000)),
      networkKey: pseudonymOf("network", pick(4000)),
    };
    const record = {
      source: "events",
      kind: "reviews",
      id,
      hash: createHash("sha256").update(`fetched ${at}`).digest("hex"),
      observedAt: new Date(written + 60_000).toISOString(),
      version,
      subjects: [accountKey],
      repairs: at % 12 === 0 ? ["text-contact"] : [],
      body,
    } satisfies ReviewRecord["record"];
    yield { key: id, value: JSON.stringify(record), record };
  }
}

function sentence(pick: (limit: number) => number, length: number): string {
  let text = "";
  while (text.length < length) text += `${WORDS[pick(WORDS.length)]} `;
  // Quotes and backslashes are what careless writers trip over.
  return `${text.slice(0, length).trim()}${length % 7 === 0 ? ' "parfait" \\o/' : "."}`;
}

function pseudonymOf(kind: string, index: number): string {
  return createHash("sha256").update(`${kind} ${index}`).digest("hex");
}

/** A linear congruential generator: plenty for filling texts. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
