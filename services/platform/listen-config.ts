// The variables by which every service is told where to listen.
import { z } from "zod";

export const ListenConfig = z.object({
  /** In a container `0.0.0.0`: who reaches it is then a matter of its networks. */
  LISTEN_HOST: z.string().min(1).default("127.0.0.1"),
});

export const MetricsConfig = ListenConfig.extend({
  /** 0: none are served. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
});
