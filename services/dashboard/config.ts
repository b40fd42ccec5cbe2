// Configuration of the dashboard.
import { z } from "zod";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { MetricsConfig } from "@atelier/platform/listen-config.ts";

export const Config = MetricsConfig.extend({
  [ENVIRONMENT.postgresUrl]: z.url({ protocol: /^postgres(ql)?$/ }),
  /** When given, the role `dashboard` connects in place of the one that `POSTGRES_URL` names. */
  DASHBOARD_PASSWORD: z.string().min(1).optional(),
  /** 0 takes a free one, which the first line of standard output tells. */
  DASHBOARD_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** Who may read, scope `read`: see the platform's tokens.ts. Read again when it changes. */
  DASHBOARD_TOKENS_FILE: z.string().min(1).optional(),
  /** Opens the page to whoever reaches it: nobody is named on it. Needed where there is no file of tokens. */
  DASHBOARD_PUBLIC: z.stringbool().default(false),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
}).refine((config) => config.DASHBOARD_PUBLIC || config.DASHBOARD_TOKENS_FILE !== undefined, {
  path: ["DASHBOARD_TOKENS_FILE"],
  message: "is required unless DASHBOARD_PUBLIC is true",
});
