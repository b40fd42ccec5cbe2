// Arguments of bubblewrap: what a command sees of the machine, which is next to nothing.
import type { Without } from "./guards.ts";
import type { Limits } from "./limits.ts";

export interface Bind {
  /** On the host. */
  readonly host: string;
  /** In the sandbox. */
  readonly seen: string;
}

export interface View {
  readonly readOnly: readonly Bind[];
  readonly writable: readonly Bind[];
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** False: the network in which the sandbox is started, whatever that is. */
  readonly withoutNetwork: boolean;
  readonly limits: Pick<Limits, "temporaryBytes">;
  /** Small files made for the sandbox: descriptors from which bubblewrap reads them. */
  readonly files: readonly { readonly descriptor: number; readonly seen: string }[];
  readonly statusDescriptor: number;
  readonly filterDescriptor: number;
}

const HOST_NAME = "atelier";

/** Of /etc: what programs cannot do without, none of which says whose machine this is. */
const ETC = ["/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ssl", "/etc/java-17-openjdk"];

/**
 * Options; to be followed by `--` and the command. They are given by a descriptor, since they hold credentials.
 * @throws Error for a value with a NUL, which would end an option early and begin another
 */
export function bubblewrapOptions(view: View, without: Without): string[] {
  const options = [
    ...separation(view, without),
    ...(without.has("environment") ? [] : ["--clearenv"]),
    ...Object.entries(view.environment).flatMap(([name, value]) => ["--setenv", name, value]),
    "--perms",
    "0755",
    "--dir",
    "/etc",
    ...system(),
    ...devices(view, without),
    "--proc",
    "/proc",
    ...tmpfs("/tmp", view, without),
    ...view.files.flatMap(({ descriptor, seen }) => ["--perms", "0444", "--file", String(descriptor), seen]),
    ...(without.has("files") ? ["--ro-bind", "/", "/host"] : []),
    ...view.readOnly.flatMap(({ host, seen }) => [
      without.has("read-only") ? "--bind" : "--ro-bind",
      host,
      seen,
    ]),
    ...view.writable.flatMap(({ host, seen }) => ["--bind", host, seen]),
    // The root is a file system in memory; it is complete now.
    ...(without.has("read-only") ? [] : ["--remount-ro", "/"]),
    "--chdir",
    view.cwd,
    "--json-status-fd",
    String(view.statusDescriptor),
    ...(without.has("system-calls") ? [] : ["--seccomp", String(view.filterDescriptor)]),
  ];
  if (options.some((option) => option.includes("\0")))
    throw new Error("an option of the sandbox holds a NUL");
  return options;
}

function separation({ withoutNetwork }: View, without: Without): string[] {
  const own = !without.has("identity");
  return [
    "--die-with-parent",
    ...(own ? ["--unshare-user", "--cap-drop", "ALL"] : ["--cap-add", "ALL"]),
    ...(own && !without.has("user-namespaces") ? ["--disable-userns"] : []),
    ...(without.has("process-namespace") ? [] : ["--unshare-pid"]),
    ...(without.has("ipc") ? [] : ["--unshare-ipc"]),
    ...(without.has("host-name") ? [] : ["--unshare-uts", "--hostname", HOST_NAME]),
    ...(withoutNetwork && !without.has("network") ? ["--unshare-net"] : []),
    ...(without.has("session") ? [] : ["--new-session"]),
    "--unshare-cgroup-try",
  ];
}

function system(): string[] {
  return [
    "--ro-bind",
    "/usr",
    "/usr",
    ...["bin", "sbin", "lib", "lib64"].flatMap((name) => ["--symlink", `usr/${name}`, `/${name}`]),
    ...ETC.flatMap((path) => ["--ro-bind-try", path, path]),
  ];
}

function devices(view: View, without: Without): string[] {
  if (without.has("devices")) return ["--dev-bind", "/dev", "/dev"];
  return ["--dev", "/dev", ...tmpfs("/dev/shm", view, without), "--remount-ro", "/dev"];
}

function tmpfs(path: string, { limits }: View, without: Without): string[] {
  const size = without.has("temporary-size") ? [] : ["--size", String(limits.temporaryBytes)];
  return ["--perms", "1777", ...size, "--tmpfs", path];
}
