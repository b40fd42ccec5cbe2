// The variable by which every service is told where to show its metrics.
import { z } from "zod";

export const MetricsConfig = z.object({
  /** On loopback; 0: none are served. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
});
