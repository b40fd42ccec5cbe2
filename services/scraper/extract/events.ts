// Events of the stream. An event that cannot be read is a dead letter; one of an unknown type is left alone,
// as a stream may grow new ones.
import { rawId } from "@atelier/contracts/ids.ts";
import type { Kind } from "@atelier/contracts/kinds.ts";
import { EVENT_BODIES } from "@atelier/contracts/source.ts";
import { erasureRecord } from "./erasures.ts";
import { NOTHING, orDeadLetter, rawRecord, type ExtractContext, type Extracted } from "./extracted.ts";
import { parseJson } from "./json.ts";
import { reviewRecord, shownFromJson } from "./reviews.ts";

export const END_OF_WORLD = "fin-du-monde";

export interface StreamEvent {
  readonly type: string;
  readonly data: string;
}

/**
 * The records were observed when the stream was opened, by the source's clock, or when the source received them, if that is
 * later: an event that was kept for who comes late is no older than its reading.
 */
export function extractEvent(event: StreamEvent, context: ExtractContext): Extracted {
  switch (event.type) {
    case "avis":
      return read("reviews", context, () => {
        const body = parseJson(event.data, EVENT_BODIES.avis);
        return reviewRecord(shownFromJson(body.avis), received(context, body.recu_le), {
          source: "events",
          revision: body.revision,
          receivedAt: body.recu_le,
        });
      });
    case "prix":
      return read("prices", context, () => {
        const shown = parseJson(event.data, EVENT_BODIES.prix);
        const body = {
          productId: shown.produit,
          at: shown.le,
          amount: String(shown.prix_centimes),
          unit: "centimes",
        };
        const record = rawRecord(
          received(context, shown.recu_le),
          "events",
          "prices",
          rawId.prices(body),
          body,
          { version: 0 },
        );
        return { records: [record], deadLetters: [] };
      });
    case "effacement":
      return read("erasures", context, () => {
        const body = parseJson(event.data, EVENT_BODIES.effacement);
        return erasureRecord(body.personne, received(context, body.recu_le), {
          source: "events",
          reason: "erasure",
        });
      });
    default:
      return NOTHING;
  }
}

function read(kind: Kind, context: ExtractContext, extract: () => Extracted): Extracted {
  return orDeadLetter(context, "events", kind, extract);
}

function received(context: ExtractContext, at: string): ExtractContext {
  const ms = Date.parse(at);
  if (Number.isNaN(ms) || ms <= Date.parse(context.observedAt)) return context;
  return { ...context, observedAt: new Date(ms).toISOString() };
}
