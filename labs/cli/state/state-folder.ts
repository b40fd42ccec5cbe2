// Where a checkout's state lives: outside its tree, so that a checkout on a file system that cannot hold databases
// (WSL's /mnt, a network share) works, and keyed by its path, so that two checkouts never meet.
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import type { Machine } from "../machine.ts";

/**
 * Root's state is under /var/lib because PostgreSQL refuses to run as root, and the user it runs as cannot
 * enter /root. Anyone else's follows the XDG base directory specification.
 */
export function stateFolder({ environment, userId, checkout }: Machine): string {
  const home = environment["HOME"] || homedir();
  const base =
    environment["ATELIER_STATE_HOME"] ||
    (userId === 0
      ? "/var/lib/atelier"
      : join(environment["XDG_STATE_HOME"] || join(home, ".local/state"), "atelier"));
  const name = basename(checkout)
    .normalize("NFKD")
    .replaceAll(/[^\w-]/g, "");
  return join(base, `${name}-${createHash("sha256").update(checkout).digest("hex").slice(0, 10)}`);
}

export const runsFolder = (state: string) => join(state, "runs");
export const kitFolder = (state: string) => join(state, "kit");
