// Ratings of reviews.
import { outOfDomain, repair, unreadable, type Cleaning } from "./cleaning.ts";

const OUT_OF_FIVE = /^(-?\d+)\/5$/;
const NUMBER = /^-?\d+(?:[.,]\d+)?$/;

/** "4"; rules `rating-fraction` and `rating-out-of-range`. */
export function parseRating(shown: string, cleaning: Cleaning): number {
  if (shown.length === 1 && shown >= "1" && shown <= "5") return Number(shown);
  const fraction = OUT_OF_FIVE.exec(shown);
  const digits = fraction && repair(cleaning, "rating-fraction") ? (fraction[1] ?? "") : shown;
  if (!NUMBER.test(digits)) throw unreadable("rating");
  const rating = Number(digits.replace(",", "."));
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) {
    throw outOfDomain(cleaning, "rating-out-of-range", "rating is not a whole number from 1 to 5");
  }
  return rating;
}
