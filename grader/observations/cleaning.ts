// What the stores of the main world say of cleaning: which rule changed or set aside which record, and what sellers sold.
import { z } from "zod";
import { RULE_IDS } from "@atelier/contracts/rules.ts";

const count = z.number().int().nonnegative();

export const Cleaning = z.strictObject({
  /** Of each rule whose class of defect was injected: records that `repairs` or `rejects` name with it. */
  rules: z.array(
    z.strictObject({
      rule: z.enum(RULE_IDS),
      outcome: z.enum(["repaired", "rejected"]),
      injected: count,
      named: count,
      /** Records that were sound for this rule. */
      wrong: count,
      example: z.string().nullable(),
      wrongExample: z.string().nullable(),
    }),
  ),
  /** The view of aggregates. */
  sales: z.strictObject({
    expected: count,
    found: count,
    /** Rows of the truth that are there once, with every figure right. */
    right: count,
    /** Rows that the truth does not have, or that come twice. */
    unexpected: count,
    example: z.string().nullable(),
  }),
  /** Views that could not be read, with the engine's words. */
  unreadable: z.array(z.string()),
});
export type Cleaning = z.infer<typeof Cleaning>;

export const NOTHING_CLEANED: Cleaning = {
  rules: [],
  sales: { expected: 0, found: 0, right: 0, unexpected: 0, example: null },
  unreadable: [],
};
