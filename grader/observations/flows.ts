// Security of the flows: what they write on their way, which doors they open, and whether a password can be changed.
import { z } from "zod";
import { RunCommand } from "./preparation.ts";

const count = z.number().int().nonnegative();

export const FlowLeak = z.strictObject({
  what: z.enum(["person", "secret"]),
  /** A topic, a table, what a command has written. */
  where: z.string(),
  encoding: z.string(),
});

export const Flows = z.strictObject({
  /** Bytes in which persons and secrets were looked for, by place. */
  searched: z.array(z.strictObject({ where: z.string(), bytes: count })),
  leaks: z.array(FlowLeak),
  /** Ports on which something listens only while `serve` runs. */
  listeners: z.array(z.strictObject({ address: z.string(), port: count, isLoopback: z.boolean() })),
  /** `serve` was running while ports were looked at. */
  serving: z.boolean(),
  rotation: z
    .strictObject({
      setup: RunCommand,
      /** The loader's and the reader's new passwords let them in, the old ones no more. */
      newWorks: z.boolean(),
      oldRefused: z.boolean(),
      /** What arrived of a tick after `serve` was started again with the new ones. */
      expected: count,
      arrived: count,
    })
    .nullable(),
});
export type Flows = z.infer<typeof Flows>;

export const NO_FLOWS: Flows = { searched: [], leaks: [], listeners: [], serving: false, rotation: null };
