// What cannot be graded, said in a way that its sender can act upon. Never the grader's fault.
import { z } from "zod";
import { Told } from "../told.ts";

export const REFUSALS = [
  "not-found",
  "format",
  "damaged",
  "encrypted",
  "too-big",
  "too-many-files",
  "bomb",
  "address",
  "clone",
  "empty",
] as const;

export const RefusalNotice = z.strictObject({ code: z.enum(REFUSALS), told: Told });
export type RefusalNotice = z.infer<typeof RefusalNotice>;

export class Refusal extends Error {
  readonly code: RefusalNotice["code"];
  readonly told: Told;
  constructor(code: RefusalNotice["code"], told: Told, options?: ErrorOptions) {
    super(told.en, options);
    this.name = "Refusal";
    this.code = code;
    this.told = told;
  }
}

export const damaged = (cause: unknown): Refusal =>
  new Refusal(
    "damaged",
    {
      fr: "L'archive est abîmée ou incomplète : renvoyez-la.",
      en: "The archive is damaged or incomplete: send it again.",
    },
    { cause },
  );
