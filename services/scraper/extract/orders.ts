// A page of orders of the partner API. Of the customer only the pseudonym of the e-mail is kept, and not even
// that for a forgotten person.
import { z } from "zod";
import { rawId } from "@atelier/contracts/ids.ts";
import { normaliseEmail, normalisePhone, pseudonym } from "@atelier/contracts/pseudonym.ts";
import { OrderJson } from "@atelier/contracts/source.ts";
import { join, orDeadLetter, rawRecord, type ExtractContext, type Extracted } from "./extracted.ts";
import { checkShape, parseJson } from "./json.ts";
import { instantMs } from "./instant.ts";

const Page = z.object({ commandes: z.array(z.unknown()), suivant: z.string().nullable() });

export interface ExtractedOrders extends Extracted {
  /** Cursor of the next page. */
  readonly next: string | null;
}

export function extractOrdersPage(json: string, context: ExtractContext): ExtractedOrders {
  let next: string | null = null;
  const extracted = orDeadLetter(context, "partner-orders", "orders", () => {
    const page = parseJson(json, Page);
    next = page.suivant;
    return join(
      page.commandes.map((entry, index) =>
        orDeadLetter(
          context,
          "partner-orders",
          "orders",
          () => orderRecord(checkShape(entry, OrderJson), context),
          `${context.pointer}#${index + 1}`,
        ),
      ),
    );
  });
  return { ...extracted, next };
}

function orderRecord(order: z.output<typeof OrderJson>, context: ExtractContext): Extracted {
  const { rules, pseudonymKey } = context;
  const emailKey = pseudonym(pseudonymKey, "email", normaliseEmail(order.client.email, rules));
  const phone = normalisePhone(order.client.telephone, rules);
  const keys = phone === "" ? [emailKey] : [emailKey, pseudonym(pseudonymKey, "phone", phone)];
  const forgotten = keys.some(context.isForgotten);
  const body = {
    orderId: order.id,
    customerKey: forgotten ? null : emailKey,
    orderedAt: order.passee_le,
    status: order.statut,
    totalCents: order.total_centimes,
    lines: order.lignes.map((line) => ({
      productId: line.produit,
      quantity: line.quantite,
      unitPriceCents: line.prix_unitaire_centimes,
    })),
  };
  const record = rawRecord(context, "partner-orders", "orders", rawId.orders(body), body, {
    version: instantMs(order.modifiee_le),
    subjects: forgotten ? [] : [emailKey],
  });
  return { records: [record], deadLetters: [] };
}
