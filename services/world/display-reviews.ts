// How reviews are shown, damage included, and what must be kept of their texts.
import type { ListedReview } from "./listing.ts";
import { DAY, HOUR, isoSeconds } from "./calendar.ts";
import { mojibake } from "./damage-text.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import { writtenForms } from "./phones.ts";
import type { Review } from "./reviews.ts";

/** What the source shows and what must become of it, for a review's text. */
export interface ShownText {
  readonly shown: string;
  readonly kept: string;
}

export function showText(drawsOf: DrawsOf, block: number, review: Review): ShownText {
  const { text, defect, person } = review;
  const draws = drawsOf("display:text", block, review.index, review.tick);
  if (defect === "mojibake") return { shown: mojibake(text), kept: text };
  if (defect === "text-markup") return { shown: withMarkup(draws, text), kept: text };
  if (defect === "missing-marker") return { shown: draws.pick(["N/A", "NC", "-", "(vide)"]), kept: "" };
  if (defect !== "text-contact") return { shown: text, kept: text };
  const phone = person.phones[0];
  if (phone === undefined || draws.chance(500)) {
    const [before, after] = draws.pick(EMAIL_SENTENCES);
    return withContact(text, before, draws.pick(person.emails), "[e-mail]", after);
  }
  const [before, after] = draws.pick(PHONE_SENTENCES);
  return withContact(text, before, draws.pick(writtenForms(phone)), "[téléphone]", after);
}

/** Eight words at most, so that they may recur. */
const EMAIL_SENTENCES = [
  ["Écrivez-moi à", "pour la recette."],
  ["Remboursement à demander sur", "merci."],
  ["Merci de répondre à", "avant lundi."],
] as const;
const PHONE_SENTENCES = [
  ["Appelez-moi au", "le soir."],
  ["On peut me joindre au", "en semaine."],
  ["Mon numéro est le", "pour le livreur."],
] as const;

const withContact = (
  text: string,
  before: string,
  contact: string,
  label: string,
  after: string,
): ShownText => ({
  shown: `${text} ${before} ${contact} ${after}`,
  kept: `${text} ${before} ${label} ${after}`,
});

function withMarkup(draws: Draws, text: string): string {
  const tag = draws.pick(["<br />", "<br>", " <br /> ", "</p><p>"]);
  return text.replace(". ", `.${tag}`);
}

export function showReview(drawsOf: DrawsOf, block: number, review: Review): ListedReview {
  const draws = drawsOf("display:review", block, review.index, review.tick);
  const { person, defect } = review;
  let writtenAt = isoSeconds(review.at);
  if (defect === "date-future")
    writtenAt = `${Number(writtenAt.slice(0, 4)) + draws.between(10, 60)}${writtenAt.slice(4)}`;
  if (defect === "clock-skew") writtenAt = isoSeconds(review.at + skew(draws));
  return {
    reviewId: review.reviewId,
    productId: review.product.productId,
    author: { account: person.account!, displayName: `${person.firstName} ${person.lastName[0]}.` },
    rating: showRating(draws, review),
    text: showText(drawsOf, block, review).shown,
    writtenAt,
    device: review.connection.device,
    network: review.connection.network,
  };
}

/** Two hours to a year, either way. */
const skew = (draws: Draws): number =>
  draws.pick([1, -1]) * draws.pick([draws.between(2, 20) * HOUR, draws.between(1, 365) * DAY]);

function showRating(draws: Draws, review: Review): string {
  if (review.defect === "rating-fraction") return `${review.rating}/5`;
  if (review.defect === "rating-out-of-range") return draws.pick(["0", "6", "7", "10", "-1", "4.5", "2.5"]);
  return String(review.rating);
}
