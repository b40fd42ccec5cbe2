// Structured logs on standard error, one JSON line each; standard output is for results.
import { pino, type Logger } from "pino";

export type { Logger };

export function createLog(service: string, level = "info"): Logger {
  return pino(
    { level, base: { service }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
