// Configuration of the one-shot service that draws a deployment's secrets: which world, and where the host shows what.
import { z } from "zod";

const port = (usual: number) => z.coerce.number().int().min(1).max(65_535).default(usual);

export const Config = z.object({
  /** Every consumer's files go to a folder of its own below it; `keys` holds what was drawn. */
  SECRETS_DIR: z.string().min(1),
  /** Equal seed and scale give an equal world; drawn where none is given. */
  ATELIER_SEED: z.string().max(200).optional(),
  ATELIER_SCALE: z.coerce.number().positive().max(50).default(1),
  ATELIER_TICK_EVERY: z.coerce.number().int().min(1).max(86_400).default(60),
  /** Where the host shows the engines and the source to programs that run on it. */
  KAFKA_PORT: port(19_094),
  POSTGRES_PORT: port(15_432),
  MONGO_PORT: port(17_017),
  NEO4J_PORT: port(17_687),
  SITE_PORT: port(18_081),
  PARTNER_PORT: port(18_082),
  REGISTRY_PORT: port(18_083),
  PAGE_PORT: port(18_099),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});
export type Config = z.infer<typeof Config>;
