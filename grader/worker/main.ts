// The worker: everything of a grade that needs its network. Assignment on standard input, messages on standard output.
import { text } from "node:stream/consumers";
import { ConfigError } from "@atelier/platform/errors.ts";
import { Assignment, type WorkerMessage } from "./messages.ts";
import { work } from "./work.ts";

const interruption = new AbortController();
process.on("SIGTERM", () => interruption.abort());
process.on("SIGINT", () => interruption.abort());

const send = (message: WorkerMessage) =>
  new Promise<void>((resolve) => {
    process.stdout.write(`${JSON.stringify(message)}\n`, () => resolve());
  });

try {
  const assignment = Assignment.parse(JSON.parse(await text(process.stdin)));
  const examined = await work(assignment, {
    signal: interruption.signal,
    note: (what) => void send({ type: "note", what }),
  });
  await send({ type: "done", observations: examined.observations, absences: [...examined.absences] });
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  await send({ type: "refused", code: error.code, message: error.message });
}
process.exit(0);
