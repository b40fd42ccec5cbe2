// What the reading child leaves: what it has seen of the files, and submission.yaml where it is in order.
import { z } from "zod";
import { Submission } from "@atelier/contracts/submission.ts";
import { StaticFacts } from "../observations/static.ts";

export const Reading = z.strictObject({ submission: Submission.nullable(), facts: StaticFacts });
export type Reading = z.infer<typeof Reading>;
