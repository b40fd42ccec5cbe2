// A network of its own: loopback and nothing else, for a set of engines that only those inside it can reach.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { ConfigError } from "@atelier/platform/errors.ts";
import { isRoot, toolEnvironment } from "./host.ts";
import { MARKER_VARIABLE } from "./process-identity.ts";

// `ip` is out of an ordinary user's PATH on Debian. The holder ends with its standard input, so with us.
const BRING_UP = "PATH=$PATH:/usr/sbin:/sbin && ip link set lo up && echo up && exec cat >/dev/null";

export interface Namespace {
  /** The process that holds it open. */
  readonly pid: number;
  /** Ends the holder; the namespace goes when the last process inside has ended. */
  close(): Promise<void>;
}

/** Creates a network namespace with its loopback up. It ends with this process. @throws ConfigError when the machine forbids it. */
export async function createNamespace(): Promise<Namespace> {
  const asRoot = isRoot();
  const enter = asRoot ? ["-n"] : ["-U", "--map-current-user", "--keep-caps", "-n"];
  const holder = spawn("unshare", [...enter, "sh", "-c", BRING_UP], {
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
    env: toolEnvironment({ [MARKER_VARIABLE]: "namespace" }),
  });
  let words = "";
  holder.stderr.setEncoding("utf8").on("data", (text: string) => {
    words += text;
  });
  await Promise.race([
    once(holder.stdout, "data"),
    once(holder, "close").then(() => {
      throw new ConfigError(
        "no-namespace",
        `This machine does not allow a network namespace (${words.trim()}). ` +
          "As an ordinary user on Ubuntu 24.04: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0",
      );
    }),
  ]);
  if (holder.pid === undefined) throw new Error("a process that answered has no pid");
  const { pid } = holder;
  return {
    pid,
    async close() {
      const ended = once(holder, "exit");
      holder.stdin.end();
      await ended;
    },
  };
}

/** What to put before a command so that it runs inside the namespace held by `pid`. */
export function enterNamespace(pid: number): string[] {
  const asRoot = isRoot();
  return ["nsenter", "-t", String(pid), ...(asRoot ? [] : ["-U", "--preserve-credentials"]), "-n"];
}
