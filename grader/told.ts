// A sentence as people read it: in both languages, side by side where it is made, so that neither is forgotten.
import { z } from "zod";

export const Told = z.strictObject({ fr: z.string(), en: z.string() });
export type Told = z.infer<typeof Told>;

/** The same in both languages: names, figures, what a submission itself has said. */
export const asIs = (text: string | number): Told => ({ fr: String(text), en: String(text) });
