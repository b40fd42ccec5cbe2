// What the grader does to a clone, a case for each class of control: where, how, and what is then said rightly.
import type { ControlClass } from "@atelier/contracts/controls.ts";
import { VIEW_KEYS, VIEWS, type ViewName } from "@atelier/contracts/views.ts";
import { escapeLiteral } from "pg";
import { z } from "zod";
import type { Damage } from "./damage.ts";

export interface DamageCase {
  readonly class: ControlClass;
  /** Controls on any of these name the damage rightly. */
  readonly subjects: readonly ViewName[];
  /** Views in which it shows as well: what is said of them is not wrong. */
  readonly touched: readonly ViewName[];
  readonly what: string;
  readonly damages: readonly Damage[];
}

const ROWS = 5;

const rowsOf = (view: ViewName, condition: string) => `SELECT count(*) FROM lab.${view} v WHERE ${condition}`;
const set = (view: ViewName, values: readonly string[], shows: string, rows = ROWS): Damage => ({
  view,
  change: { type: "set", values },
  rows,
  shows,
});
const repeat = (view: ViewName): Damage => {
  const keys = VIEW_KEYS[view].join(", ");
  const shows = `SELECT count(*) FROM (SELECT 1 FROM lab.${view} GROUP BY ${keys} HAVING count(*) > 1) twice`;
  return { view, change: { type: "repeat" }, rows: ROWS, shows };
};
const withoutParent = (child: ViewName, column: string, parent: ViewName) =>
  rowsOf(
    child,
    `v.${column} IS NULL OR NOT EXISTS (SELECT FROM lab.${parent} p WHERE p.${column}::text = v.${column}::text)`,
  );
/** An unknown key, whatever a key is made of. */
const STRANGERS = ["'INCONNU-0'::%t", "'2147480001'::%t", "'00000000-0000-4000-8000-0000000000ff'::%t"];
const orphans = (child: ViewName, column: string, parent: ViewName): Damage =>
  set(child, STRANGERS, withoutParent(child, column, parent));
/** A few rows for every column that must have a value: whichever of them a control looks at, it is there. */
const missing = (view: ViewName): Damage[] => {
  const keys: readonly string[] = VIEW_KEYS[view];
  return Object.entries(VIEWS[view].shape as Record<string, z.ZodType>)
    .filter(([name, type]) => !keys.includes(name) && !(type instanceof z.ZodNullable))
    .map(([name]) => set(view, ["NULL::%t"], rowsOf(view, `v.${name} IS NULL`)));
};

const UNKNOWN_WORD = ["'inconnu'::%t"];
const BELOW_ZERO = ["'-500'::%t", "'-5'::%t"];

/** As many values as there are rows, one after the other. */
const asArray = (values: readonly string[]) =>
  `(ARRAY[${values.map((value) => escapeLiteral(value)).join(", ")}])[(1 + (%n - 1) % ${values.length})::int]`;

/** @param forgotten pseudonyms of persons whom no store may keep */
export function damageCases(forgotten: readonly string[]): readonly DamageCase[] {
  return [
    {
      class: "duplicate",
      subjects: ["reviews", "orders"],
      touched: ["order_lines", "labels", "products", "customers"],
      what: "rows of reviews and orders twice",
      damages: [repeat("reviews"), repeat("orders")],
    },
    {
      class: "orphan",
      subjects: ["reviews", "order_lines"],
      touched: ["products", "orders", "labels"],
      what: "reviews and order lines of a product that is not there",
      damages: [
        orphans("reviews", "product_id", "products"),
        orphans("order_lines", "product_id", "products"),
      ],
    },
    {
      class: "missing",
      subjects: ["products", "orders"],
      touched: ["sellers", "order_lines", "prices", "customers", "product_categories"],
      what: "values taken out of products and orders",
      damages: [...missing("products"), ...missing("orders")],
    },
    {
      class: "range",
      subjects: ["reviews", "products", "order_lines"],
      touched: ["orders", "prices"],
      what: "a rating of 9, a price and a quantity below zero",
      damages: [
        set("reviews", ["'9'::%t"], rowsOf("reviews", "v.rating::numeric NOT BETWEEN 1 AND 5")),
        set("products", BELOW_ZERO, rowsOf("products", "v.price_cents::numeric <= 0")),
        set("order_lines", BELOW_ZERO, rowsOf("order_lines", "v.quantity::numeric <= 0")),
      ],
    },
    {
      class: "range",
      subjects: ["orders"],
      touched: [],
      what: "an order's status that no list knows",
      damages: [
        set(
          "orders",
          UNKNOWN_WORD,
          rowsOf("orders", "v.status::text NOT IN ('placed', 'shipped', 'delivered', 'cancelled')"),
        ),
      ],
    },
    {
      class: "inconsistent",
      subjects: ["orders", "order_lines"],
      touched: [],
      what: "totals of orders that are not the sum of their lines",
      damages: [
        set(
          "orders",
          ["%c + 137"],
          `SELECT count(*) FROM lab.orders v WHERE v.total_cents::numeric <>
             (SELECT coalesce(sum(l.quantity::numeric * l.unit_price_cents::numeric), 0) FROM lab.order_lines l WHERE l.order_id::text = v.order_id::text)`,
        ),
      ],
    },
    {
      class: "forgotten",
      // Who looks for a person may say what is left of them, or that they are.
      subjects: ["reviews", "customers"],
      touched: ["labels"],
      what: "reviews of persons who object",
      damages:
        forgotten.length === 0
          ? []
          : [
              set(
                "reviews",
                [`${asArray(forgotten)}::%t`, `decode(${asArray(forgotten)}, 'hex')::%t`],
                rowsOf(
                  "reviews",
                  `v.author_key::text IN (${forgotten.map((key) => escapeLiteral(key)).join(", ")})`,
                ),
                forgotten.length,
              ),
            ],
    },
    {
      class: "completeness",
      subjects: ["reviews", "orders"],
      touched: ["order_lines", "labels", "customers"],
      what: "a part of reviews and orders deleted",
      damages: (["reviews", "orders"] as const).map((view) => ({
        view,
        change: { type: "delete" },
        // More than any tolerance that a control may have.
        rows: 300,
        shows: `SELECT -count(*) FROM lab.${view}`,
      })),
    },
  ];
}
