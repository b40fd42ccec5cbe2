// What the unpacking child says.
import { z } from "zod";
import { RefusalNotice } from "./refusal.ts";
import { Omission } from "./tree-writer.ts";

export const Unpacked = z.strictObject({
  refused: RefusalNotice.nullable(),
  omitted: z.array(Omission).max(1000),
  repeated: z.array(z.string().max(1000)).max(1000),
});
export type Unpacked = z.infer<typeof Unpacked>;
