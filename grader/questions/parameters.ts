// Parameters of the contract's questions, drawn from the truth, so that answers are there to be given; one set has none.
import { createHash } from "node:crypto";
import type { QuestionId } from "@atelier/contracts/questions.ts";
import { createDraws } from "@atelier/world/draws.ts";
import { answer, type Parameters } from "./answers.ts";
import type { Facts } from "./facts.ts";

const SETS = 3;
const DAY_MS = 24 * 60 * 60 * 1000;
const BEFORE_ALL = "1990-01-01T00:00:00.000Z";

/** The same for the same world; not to be told without its data. */
export function drawParameters(facts: Facts): Record<QuestionId, Parameters[]> {
  const secret = createHash("sha256")
    .update(`questions ${facts.customers[0]?.customer_key ?? ""}`)
    .digest();
  const drawsOf = createDraws(secret);
  const several = <T>(id: QuestionId, of: readonly T[], make: (one: T, index: number) => Parameters) => {
    const draws = drawsOf("parameters", Number(id.slice(1)));
    return draws.shuffle(of).slice(0, SETS).map(make);
  };
  const days = [...new Set(facts.orders.map((one) => one.ordered_at.slice(0, 10)))].toSorted();
  // Days that a query by another time zone would begin with an order too many, where there are enough of them.
  const eves = new Set(
    facts.orders
      .filter(({ ordered_at, status }) => status !== "cancelled" && ordered_at.slice(11, 13) === "23")
      .map(({ ordered_at }) => later(ordered_at.slice(0, 10), 1)),
  );
  const early = days.slice(0, -30);
  const telling = early.filter((day) => eves.has(day));
  const reviewDays = [...new Set(facts.reviews.map((one) => one.written_at.slice(0, 10)))].toSorted();
  const totals = answer("Q5", facts, [0]).map((row) => Number(row[2]));
  const expiries = facts.certifications.map((one) => one.valid_until);
  const productOf = new Map(facts.products.map((one) => [one.product_id, one.seller_id]));
  const reviewed = [...new Set(facts.reviews.map((one) => productOf.get(one.product_id) ?? ""))];
  const selling = [...new Set(facts.order_lines.map((one) => productOf.get(one.product_id) ?? ""))];
  const common = answer("Q10", facts, [1]).map((row) => Number(row[2]));
  return {
    Q1: [[]],
    Q2: [
      ...several("Q2", facts.prices, (one) => [
        one.product_id,
        new Date(Date.parse(one.at) + DAY_MS / 2).toISOString(),
      ]),
      ...facts.prices.slice(0, 1).map((one) => [one.product_id, BEFORE_ALL]),
    ],
    Q3: several("Q3", telling.length >= SETS ? telling : early, (from, index) => [
      from,
      later(from, 20 + 30 * index),
    ]),
    Q4: several("Q4", reviewDays.slice(0, -60), (from, index) => [from, later(from, 60), 5 + index]),
    Q5: several("Q5", totals, (amount) => [amount]),
    Q6: [[]],
    Q7: several("Q7", reviewed, (seller) => [seller]),
    // On its last day a certification is still valid.
    Q8: several("Q8", expiries, (day, index) => [index === 0 ? day : later(day, 1)]),
    Q9: several("Q9", selling, (seller) => [seller]),
    Q10: [...new Set([2, Math.max(2, ...common)])].map((n) => [n]),
  };
}

const later = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
