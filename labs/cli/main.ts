// The `./atelier` command: hands the process's arguments, environment and streams to the application.
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runCli } from "./app.ts";

const interruption = new AbortController();
const interrupt = () => {
  if (interruption.signal.aborted) process.exit(130);
  interruption.abort();
};
process.on("SIGINT", interrupt);
process.on("SIGTERM", interrupt);
process.on("SIGHUP", interrupt);

process.exit(
  await runCli(process.argv.slice(2), {
    environment: process.env,
    checkout: realpathSync(fileURLToPath(new URL("../..", import.meta.url))),
    node: process.execPath,
    pid: process.pid,
    userId: process.getuid?.() ?? -1,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    interrupted: interruption.signal,
  }),
);
