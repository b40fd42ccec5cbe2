// What is drawn for one deployment: keys of its world, passwords of the roles in its stores.
import { randomBytes } from "node:crypto";
import { z } from "zod";

/** What was generated for one world and its collectors. */
export const Keys = z.object({
  partnerKey: z.string(),
  labKey: z.string(),
  pseudonymKey: z.string(),
  /** PostgreSQL's roles in the reference. */
  loaderPassword: z.string(),
  readerPassword: z.string(),
  modelPassword: z.string(),
  dashboardPassword: z.string(),
  /** Opens the reference's dashboard. */
  dashboardToken: z.string(),
});
export type Keys = z.infer<typeof Keys>;

export const drawKeys = (): Keys => ({
  partnerKey: randomBytes(24).toString("hex"),
  labKey: randomBytes(24).toString("hex"),
  pseudonymKey: randomBytes(32).toString("hex"),
  loaderPassword: randomBytes(24).toString("hex"),
  readerPassword: randomBytes(24).toString("hex"),
  modelPassword: randomBytes(24).toString("hex"),
  dashboardPassword: randomBytes(24).toString("hex"),
  dashboardToken: randomBytes(24).toString("hex"),
});
