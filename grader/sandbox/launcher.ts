// What stands before bubblewrap: joins the control group, makes the folders reachable for an ordinary user, and becomes that user.
import type { Without } from "./guards.ts";
import type { Limits } from "./limits.ts";

export interface Launch {
  /** Files to which a process writes itself to join its control group. */
  readonly groupFiles: readonly string[];
  /** As root: the user to become, and an empty folder where bind sources are gathered, since root's may lie where that user cannot go. */
  readonly asRoot: { readonly user: number; readonly stage: string } | undefined;
  readonly sources: readonly string[];
  /** Those beyond it are not for the command: someone else's, inherited. */
  readonly lastDescriptor: number;
  readonly limits: Pick<Limits, "fileBytes">;
  readonly without: Without;
}

// "0" is the process that writes. The shell stays the same process all the way: what it joins, the command is in.
// It is bash, since a plain one cannot close descriptors beyond the ninth.
const JOIN = `
count=$1; shift
while [ "$count" -gt 0 ]; do echo 0 > "$1" || exit 1; shift; count=$((count - 1)); done
ulimit "$1" "$2" && ulimit -f "$3" || exit 1
last=$4; shift 4
for path in /proc/self/fd/*; do
  number=\${path##*/}
  if [ "$number" -gt "$last" ]; then eval "exec $number>&-"; fi
done
exec "$@"`;

const STAGE = `
stage=$1; count=$2; shift 2
mount -t tmpfs -o size=1m,mode=755 stage "$stage" || exit 1
number=0
while [ "$number" -lt "$count" ]; do
  if [ -d "$1" ]; then mkdir "$stage/$number"; else : > "$stage/$number"; fi
  mount --bind "$1" "$stage/$number" || exit 1
  shift; number=$((number + 1))
done
exec "$@"`;

const BLOCK_BYTES = 1024;
const HIGHEST_DESCRIPTOR = 2 ** 30;

/** The command line before bubblewrap's own. */
export function launchPrefix({
  groupFiles,
  asRoot,
  sources,
  lastDescriptor,
  limits,
  without,
}: Launch): string[] {
  return [
    "bash",
    "--norc",
    "-c",
    JOIN,
    "bash",
    String(groupFiles.length),
    ...groupFiles,
    ...(without.has("core-dumps") ? ["-Sc", "unlimited"] : ["-c", "0"]),
    without.has("file-size") ? "unlimited" : String(Math.ceil(limits.fileBytes / BLOCK_BYTES)),
    String(without.has("descriptors") ? HIGHEST_DESCRIPTOR : lastDescriptor),
    ...(asRoot ? gather(asRoot.stage, sources) : []),
    ...becomeUser(asRoot?.user, without),
  ];
}

/** Where a bind source is found once the launcher has gathered it. */
export function stagedSource(stage: string, number: number): string {
  return `${stage}/${number}`;
}

function gather(folder: string, sources: readonly string[]): string[] {
  return [
    "unshare",
    "--mount",
    "--propagation",
    "private",
    "sh",
    "-c",
    STAGE,
    "sh",
    folder,
    String(sources.length),
    ...sources,
  ];
}

function becomeUser(user: number | undefined, without: Without): string[] {
  if (without.has("identity")) return [];
  const identity =
    user === undefined ? [] : ["--reuid", String(user), "--regid", String(user), "--clear-groups"];
  // bubblewrap refuses to start with capabilities it did not ask for.
  return ["setpriv", ...identity, "--inh-caps=-all", "--ambient-caps=-all"];
}
