// Reads what the stores say of their cleaning, and holds it against the truth: each rule by name, and sales added up here.
import type { RuleId } from "@atelier/contracts/rules.ts";
import type { Truth } from "@atelier/world/truth.ts";
import type { Cleaning } from "../observations/cleaning.ts";
import { show } from "../stores/compare-columns.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import { openStores, type OpenStores } from "../stores/stores.ts";
import type { AnyView } from "../stores/view-values.ts";
import type { Row } from "../verify/compare.ts";
import type { Phase } from "./phase.ts";

export const cleaning: Phase<"cleaning"> = {
  part: "cleaning",
  world: "main",
  async observe(world, context) {
    const stores = await openStores(world, context);
    try {
      return await observeCleaning(world.truth(), stores);
    } finally {
      await stores.close();
    }
  },
};

export async function observeCleaning(truth: Truth, stores: Pick<OpenStores, "view">): Promise<Cleaning> {
  const unreadable: string[] = [];
  const read = async (view: AnyView, see: (row: Row) => void) => {
    try {
      for await (const row of stores.view(view)) see(row);
    } catch (error) {
      if (!(error instanceof StoreRefusal)) throw error;
      unreadable.push(`${view}: ${error.message}`);
    }
  };
  const ledger = createRuleLedger(truth);
  await read("repairs", ({ rule, kind, id }) => ledger.see("repaired", rule, kind, id));
  await read("rejects", ({ rule, kind, pointer }) => ledger.see("rejected", rule, kind, pointer));
  const sales = compareSales(truth);
  await read("seller_sales", sales.see);
  return { rules: ledger.counts(), sales: sales.counts(), unreadable };
}

/** Either page of a product may be said to repeat the other: nothing tells which came second. */
const nameOf = (rule: string, kind: unknown, id: unknown) => {
  const natural = String(id);
  return `${String(kind)} ${rule === "product-two-categories" ? (natural.split("~")[0] ?? "") : natural}`;
};

function createRuleLedger(truth: Truth) {
  interface Entry {
    readonly outcome: "repaired" | "rejected";
    readonly due: Set<string>;
    readonly named: Set<string>;
    readonly wrong: Set<string>;
  }
  const rules = new Map<RuleId, Entry>();
  for (const { rule, kind, id, outcome } of truth.defects()) {
    const none = { due: new Set<string>(), named: new Set<string>(), wrong: new Set<string>() };
    const entry = rules.get(rule) ?? { outcome: outcome.type, ...none };
    rules.set(rule, entry);
    entry.due.add(nameOf(rule, kind, outcome.type === "rejected" ? outcome.pointer : id));
  }
  return {
    see(outcome: Entry["outcome"], rule: unknown, kind: unknown, id: unknown) {
      if (typeof rule !== "string") return;
      const entry = rules.get(rule as RuleId);
      if (!entry) return;
      const record = nameOf(rule, kind, id);
      // In the view of the other outcome nobody looks for it.
      if (entry.outcome === outcome && entry.due.has(record)) entry.named.add(record);
      else entry.wrong.add(record);
    },
    counts: (): Cleaning["rules"] =>
      [...rules].map(([rule, { outcome, due, named, wrong }]) => {
        const unnamed = [...due].find((record) => !named.has(record));
        const [sound] = wrong;
        return {
          rule,
          outcome,
          injected: due.size,
          named: named.size,
          wrong: wrong.size,
          example: unnamed === undefined ? null : show(unnamed),
          wrongExample: sound === undefined ? null : show(sound),
        };
      }),
  };
}

const SOLD: readonly string[] = ["placed", "shipped", "delivered"];

function compareSales(truth: Truth) {
  const expected = new Map<string, { orders: Set<string>; units: number; revenue: number }>();
  const sellers = new Map([...truth.rows("products")].map((row) => [row.product_id, row.seller_id]));
  const months = new Map<string, string>();
  for (const { order_id, status, ordered_at } of truth.rows("orders")) {
    if (SOLD.includes(status)) months.set(order_id, ordered_at.slice(0, 7));
  }
  for (const { order_id, product_id, quantity, unit_price_cents } of truth.rows("order_lines")) {
    const month = months.get(order_id);
    const seller = sellers.get(product_id);
    if (month === undefined || seller === undefined) continue;
    const key = `${seller} ${month}`;
    const sold = expected.get(key) ?? { orders: new Set<string>(), units: 0, revenue: 0 };
    expected.set(key, sold);
    sold.orders.add(order_id);
    sold.units += quantity;
    sold.revenue += quantity * unit_price_cents;
  }
  const due = expected.size;
  const seen = new Set<string>();
  const count = { found: 0, right: 0, unexpected: 0 };
  let example: string | null = null;
  return {
    see(row: Row) {
      count.found += 1;
      const key = `${String(row["seller_id"])} ${String(row["month"])}`;
      const sold = expected.get(key);
      if (!sold || seen.has(key)) {
        count.unexpected += 1;
        example ??= show(key);
        return;
      }
      seen.add(key);
      const wanted = [sold.orders.size, sold.units, sold.revenue];
      const found = [row["orders"], row["units"], row["revenue_cents"]];
      if (wanted.every((value, index) => value === found[index])) count.right += 1;
      else example ??= show(`${key}: ${wanted.join(", ")} ≠ ${found.map(String).join(", ")}`);
    },
    counts(): Cleaning["sales"] {
      const [absent] = [...expected.keys()].filter((key) => !seen.has(key));
      return { expected: due, ...count, example: example ?? (absent === undefined ? null : show(absent)) };
    },
  };
}
