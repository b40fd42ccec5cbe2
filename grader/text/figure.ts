// Figures as the two languages write them.
import type { Told } from "../told.ts";

export function figure(value: number, digits = 2): Told {
  const en = value.toFixed(digits);
  return { fr: en.replace(".", ","), en };
}
