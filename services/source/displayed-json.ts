// How listed things are laid out in the source's JSON: the only place where the world's names become the web's.
import type { z } from "zod";
import type { EVENT_BODIES, ObjectionJson, OrderJson, ReviewJson } from "@atelier/contracts/source.ts";
import type { ListedEvent, ListedObjection, ListedOrder, ListedReview } from "@atelier/world/listing.ts";

export type ReviewBody = z.infer<typeof ReviewJson>;
type EventBody<T extends keyof typeof EVENT_BODIES> = z.infer<(typeof EVENT_BODIES)[T]>;

export function reviewJson(review: ListedReview): ReviewBody {
  return {
    id: review.reviewId,
    produit: review.productId,
    auteur: { compte: review.author.account, nom: review.author.displayName },
    note: review.rating,
    texte: review.text,
    le: review.writtenAt,
    appareil: review.device,
    reseau: review.network,
  };
}

export function orderJson(order: ListedOrder): z.infer<typeof OrderJson> {
  return {
    id: order.orderId,
    client: {
      nom: order.customer.name,
      email: order.customer.email,
      telephone: order.customer.phone,
      adresse: order.customer.address,
    },
    passee_le: order.orderedAt,
    modifiee_le: order.updatedAt,
    statut: order.status,
    total_centimes: order.totalCents,
    lignes: order.lines.map((line) => ({
      produit: line.productId,
      quantite: line.quantity,
      prix_unitaire_centimes: line.unitPriceCents,
    })),
  };
}

export function objectionJson(person: ListedObjection): z.infer<typeof ObjectionJson> {
  return {
    compte: person.account,
    emails: [...person.emails],
    telephones: [...person.phones],
    depuis: person.since,
  };
}

/** One event as it is written on the stream. */
export function eventFrame(event: ListedEvent): string {
  const { seq, receivedAt: recu_le } = event;
  if (event.type === "review") {
    const body: EventBody<"avis"> = { revision: event.revision, recu_le, avis: reviewJson(event.review) };
    return frame(seq, "avis", body);
  }
  if (event.type === "price") {
    const body: EventBody<"prix"> = {
      recu_le,
      produit: event.productId,
      le: event.at,
      prix_centimes: event.priceCents,
    };
    return frame(seq, "prix", body);
  }
  const body: EventBody<"effacement"> = { recu_le, personne: objectionJson(event.person) };
  return frame(seq, "effacement", body);
}

/** The mark that says: everything the world holds at `tick` has been sent. It repeats the last event's id. */
export function endOfWorldFrame(lastSeq: number, now: Date, tick: number): string {
  const body: EventBody<"fin-du-monde"> = { recu_le: now.toISOString(), tick };
  return frame(lastSeq, "fin-du-monde", body);
}

function frame(id: number, event: keyof typeof EVENT_BODIES, body: unknown): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(body)}\n\n`;
}
