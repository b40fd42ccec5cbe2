// Reviews: those of a product's HTML, its XHR pages and the `avis` events alike. The author leaves as a pseudonym,
// contacts in the text as markers; a forgotten person's review is not carried at all.
import { z } from "zod";
import { rawId } from "@atelier/contracts/ids.ts";
import type { SourceId } from "@atelier/contracts/kinds.ts";
import { pseudonym } from "@atelier/contracts/pseudonym.ts";
import { ReviewJson } from "@atelier/contracts/source.ts";
import { redactContacts } from "../privacy/redact-contacts.ts";
import { join, NOTHING, orDeadLetter, rawRecord, type ExtractContext, type Extracted } from "./extracted.ts";
import { checkShape, parseJson } from "./json.ts";

/** A review as shown, whatever the markup around it. */
export interface ShownReview {
  readonly reviewId: string;
  readonly productId: string;
  readonly account: string;
  readonly rating: string;
  /** "" when the review has no text. */
  readonly text: string;
  readonly writtenAt: string;
  readonly device: string;
  readonly network: string;
}

export function reviewRecord(
  shown: ShownReview,
  context: ExtractContext,
  origin: { readonly source: SourceId; readonly revision: number; readonly receivedAt: string | null },
): Extracted {
  const accountKey = pseudonym(context.pseudonymKey, "account", shown.account);
  if (context.isForgotten(accountKey)) return { ...NOTHING, forgottenReviews: [shown.reviewId] };
  const redacted = redactContacts(shown.text, context.rules);
  const body = {
    reviewId: shown.reviewId,
    productId: shown.productId,
    accountKey,
    rating: shown.rating,
    text: redacted.text === "" ? null : redacted.text,
    writtenAt: shown.writtenAt,
    receivedAt: origin.receivedAt,
    deviceKey: pseudonym(context.pseudonymKey, "device", shown.device),
    networkKey: pseudonym(context.pseudonymKey, "network", shown.network),
  };
  const record = rawRecord(context, origin.source, "reviews", rawId.reviews(body), body, {
    version: origin.revision,
    subjects: [accountKey],
    repairs: redacted.changed ? ["text-contact"] : [],
  });
  return { records: [record], deadLetters: [] };
}

export function shownFromJson(review: z.output<typeof ReviewJson>): ShownReview {
  return {
    reviewId: review.id,
    productId: review.produit,
    account: review.auteur.compte,
    rating: review.note,
    text: review.texte,
    writtenAt: review.le,
    device: review.appareil,
    network: review.reseau,
  };
}

// Each review is checked on its own, so that a bad one does not take its page with it.
const Page = z.object({ avis: z.array(z.unknown()), suivante: z.number().int().nullable() });

export interface ExtractedReviews extends Extracted {
  /** Number of the next XHR page. */
  readonly next: number | null;
}

export function extractReviewsPage(json: string, context: ExtractContext): ExtractedReviews {
  let next: number | null = null;
  const extracted = orDeadLetter(context, "review-pages", "reviews", () => {
    const page = parseJson(json, Page);
    next = page.suivante;
    return join(
      page.avis.map((entry, index) =>
        orDeadLetter(
          context,
          "review-pages",
          "reviews",
          () =>
            reviewRecord(shownFromJson(checkShape(entry, ReviewJson)), context, {
              source: "review-pages",
              revision: 0,
              receivedAt: null,
            }),
          `${context.pointer}#${index + 1}`,
        ),
      ),
    );
  });
  return { ...extracted, next };
}
