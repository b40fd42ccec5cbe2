// PostgreSQL refuses to run as root. Started by root it runs as an ordinary account, in a mount namespace of its own
// that shows it its two folders where that account can reach them, since those of root's home it cannot.
import { readFile } from "node:fs/promises";
import { ConfigError } from "@atelier/platform/errors.ts";
import { isRoot } from "../host.ts";

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** What the engine sees of its folders, and what to start it through. */
export interface SeenPlace {
  readonly through: readonly string[];
  readonly home: string;
  readonly folder: string;
}

const VIEW = "/media";
const SCRIPT = `set -e
mount -t tmpfs -o mode=755,size=64k atelier ${VIEW}
mkdir ${VIEW}/home ${VIEW}/folder
mount --bind "$1" ${VIEW}/home
mount --bind "$2" ${VIEW}/folder
uid=$3 gid=$4
shift 4
exec setpriv --reuid "$uid" --regid "$gid" --clear-groups --bounding-set=-all --inh-caps=-all --no-new-privs -- "$@"`;

/** The account to use in root's place: `postgres` where it exists, else `nobody`. Undefined when we are not root. */
export async function postgresAccount(): Promise<Account | undefined> {
  if (!isRoot()) return undefined;
  const accounts = parseAccounts(await readFile("/etc/passwd", "utf8"));
  const account = accounts.get("postgres") ?? accounts.get("nobody");
  if (!account) {
    throw new ConfigError("no-account", "PostgreSQL cannot run as root: useradd --system postgres");
  }
  return account;
}

export function dropRoot(account: Account | undefined, home: string, folder: string): SeenPlace {
  if (!account) return { through: [], home, folder };
  const { uid, gid } = account;
  return {
    through: ["unshare", "--mount", "sh", "-c", SCRIPT, "sh", home, folder, String(uid), String(gid)],
    home: `${VIEW}/home`,
    folder: `${VIEW}/folder`,
  };
}

/** Reads passwd(5). */
export function parseAccounts(passwd: string): Map<string, Account> {
  const accounts = new Map<string, Account>();
  for (const line of passwd.split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name && uid && gid) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}
