// The life of a service process: start, run, stop on a signal, clear last words.
import { ConfigError } from "./errors.ts";
import type { Logger } from "./log.ts";

/**
 * Runs `body` with a signal that aborts on SIGTERM or SIGINT, then exits: 0 when it returns, 2 on a ConfigError
 * (one line, no stack), 1 on anything else. A second signal exits at once with 130.
 */
export async function runService(log: Logger, body: (signal: AbortSignal) => Promise<void>): Promise<never> {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(130);
    log.info({ signal: name }, "stopping");
    controller.abort();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  try {
    await body(controller.signal);
    process.exit(0);
  } catch (error) {
    if (error instanceof ConfigError) {
      log.fatal({ code: error.code }, error.message);
      process.exit(2);
    }
    log.fatal({ err: error }, "failed");
    process.exit(1);
  }
}
