// A line of the price history (JSON lines).
import { rawId } from "@atelier/contracts/ids.ts";
import { PriceLineJson } from "@atelier/contracts/source.ts";
import {
  deadLetter,
  NOTHING,
  orDeadLetter,
  rawRecord,
  type ExtractContext,
  type Extracted,
} from "./extracted.ts";
import { checkShape } from "./json.ts";

export function extractPriceLine(line: string, context: ExtractContext): Extracted {
  const text = line.trim();
  if (text === "") return NOTHING;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Cut short, an object never gets to its closing brace; anything else is no case that a rule foresees.
    const truncated = text.startsWith("{") && !text.endsWith("}");
    return {
      records: [],
      deadLetters: [
        truncated && context.rules.has("json-truncated")
          ? deadLetter(context, "drop-prices", "prices", "json-truncated", "the line is cut short")
          : deadLetter(context, "drop-prices", "prices", "unreadable", "the line is no JSON"),
      ],
    };
  }
  return orDeadLetter(context, "drop-prices", "prices", () => {
    const shown = checkShape(json, PriceLineJson);
    const body = {
      productId: shown.produit,
      at: String(shown.le),
      amount: String(shown.montant),
      unit: shown.unite,
    };
    const record = rawRecord(context, "drop-prices", "prices", rawId.prices(body), body, { version: 0 });
    return { records: [record], deadLetters: [] };
  });
}
