// What the reading child leaves: what it has seen of the files, and submission.yaml where it is in order.
import { z } from "zod";
import { Submission } from "@atelier/contracts/submission.ts";
import { StaticFacts } from "../observations/static.ts";

export const Reading = z.strictObject({
  submission: Submission.nullable(),
  facts: StaticFacts,
  /** Of who has written it: facts are told without them. */
  names: z.array(z.string()),
});
export type Reading = z.infer<typeof Reading>;
