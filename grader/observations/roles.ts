// What the roles that the submission has made may do, tried with their own passwords on the main world.
import { z } from "zod";

export const Attempt = z.strictObject({ what: z.string(), allowed: z.boolean(), detail: z.string() });

export const Roles = z.strictObject({
  /** The reader's login worked, and views that it could read. */
  reader: z.strictObject({ connects: z.boolean(), views: z.array(z.string()), detail: z.string() }),
  /** What a reader has no need of. */
  readerAttempts: z.array(Attempt),
  loader: z.strictObject({
    connects: z.boolean(),
    isSuperuser: z.boolean(),
    /** May make roles or databases, or evade row security. */
    mayAdminister: z.boolean(),
    detail: z.string(),
  }),
  /** Engines that were asked in without a password, or with the stock one. */
  engines: z.array(Attempt),
});
export type Roles = z.infer<typeof Roles>;

export const NO_ROLES: Roles = {
  reader: { connects: false, views: [], detail: "" },
  readerAttempts: [],
  loader: { connects: false, isSuperuser: false, mayAdminister: false, detail: "" },
  engines: [],
};
