// What a submission's `quality` and `measure` commands write, and the figures that its page shows.
import { z } from "zod";

/** What a control looks for. */
export const CONTROL_CLASSES = [
  "duplicate", // a key that is there twice
  "orphan", // a child without its parent
  "missing", // a value that must be there and is not
  "range", // a value outside its bounds, or of no known vocabulary
  "inconsistent", // values that contradict each other: a total that is not the sum of its lines
  "forgotten", // a person who must not be there
  "freshness", // data older than the cadence allows
  "completeness", // fewer records than the source has
  "availability", // a store that does not answer
] as const;
export type ControlClass = (typeof CONTROL_CLASSES)[number];

/** OUTPUT_DIR/quality.json. `quality` ends with 0 when nothing is violated, with 1 when something is. */
export const QualityReport = z.strictObject({
  checkedAt: z.iso.datetime(),
  controls: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        class: z.enum(CONTROL_CLASSES),
        /** A view of `lab`, a collection, a label, or the name of an engine. */
        subject: z.string().min(1).max(100),
        violations: z.number().int().nonnegative(),
        /** Keys of the first few. */
        examples: z.array(z.string().max(200)).max(10).default([]),
      }),
    )
    .max(500),
});
export type QualityReport = z.infer<typeof QualityReport>;

/** OUTPUT_DIR/measure.json: the footprint of MEASURE_WORK times the same work. */
export const MeasureReport = z.strictObject({
  /** How it was reckoned: "RAPL", "CPU seconds × watts", "CodeCarbon", "Boavizta" … */
  method: z.string().min(1).max(300),
  work: z.number().int().positive(),
  energyWattHours: z.number().nonnegative().nullable(),
  gramsCo2e: z.number().nonnegative().nullable(),
  cpuSeconds: z.number().nonnegative(),
});
export type MeasureReport = z.infer<typeof MeasureReport>;

/**
 * Figures of quality that the page shows: each is the text of an element with `data-figure="<name>"`, a number as
 * digits or as written in French (spaces, decimal comma).
 */
export const PAGE_FIGURES = {
  "rows-products": { fr: "produits", en: "products" },
  "rows-reviews": { fr: "avis", en: "reviews" },
  "rows-orders": { fr: "commandes", en: "orders" },
  "rows-customers": { fr: "clients", en: "customers" },
  rejects: { fr: "enregistrements rejetés", en: "rejected records" },
  "products-without-quantity": { fr: "produits sans quantité", en: "products without a quantity" },
  "products-without-image": { fr: "produits sans image", en: "products without an image" },
  "reviews-without-text": { fr: "avis sans texte", en: "reviews without a text" },
  "customers-without-phone": { fr: "clients sans téléphone", en: "customers without a phone" },
} as const;
export type PageFigure = keyof typeof PAGE_FIGURES;
