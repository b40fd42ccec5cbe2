// What becomes of a candidate's compose file: the grader never runs it, but one that it writes itself from what an
// allow-list keeps. Engines that we supply are left out, host ports and names go, whatever reaches the host is refused.
import { z } from "zod";

const words = z.union([z.string(), z.array(z.string())]);
const variables = z.union([
  z.array(z.string()),
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
]);

/** Keys of a service that are kept, in the forms that the grader understands. */
const KEPT = {
  image: z.string(),
  build: z.union([
    z.string(),
    z.object({
      context: z.string(),
      dockerfile: z.string().optional(),
      target: z.string().optional(),
      args: variables.optional(),
    }),
  ]),
  command: words,
  entrypoint: words,
  working_dir: z.string(),
  environment: variables,
  env_file: words,
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.object({ condition: z.string() }))]),
  healthcheck: z.object({
    test: words.optional(),
    interval: z.string().optional(),
    timeout: z.string().optional(),
    retries: z.number().optional(),
    start_period: z.string().optional(),
    disable: z.boolean().optional(),
  }),
  restart: z.string(),
  user: z.union([z.string(), z.number()]),
  read_only: z.boolean(),
  tmpfs: words,
  volumes: z.array(z.union([z.string(), z.object({ type: z.string() }).loose()])),
  stop_grace_period: z.string(),
  stop_signal: z.string(),
  profiles: z.array(z.string()),
  mem_limit: z.union([z.string(), z.number()]),
  cpus: z.union([z.string(), z.number()]),
  pids_limit: z.number(),
  cap_drop: z.array(z.string()),
  init: z.boolean(),
  labels: variables,
} as const;

/** Keys that go without harm: names and ports would meet those of another grade. */
const DROPPED = ["container_name", "hostname", "ports", "expose", "networks", "logging", "links", "deploy"];

/** Keys that reach out of a container: a file with one of them is not run. */
const REFUSED = [
  "privileged",
  "pid",
  "ipc",
  "uts",
  "network_mode",
  "userns_mode",
  "cgroup",
  "cgroup_parent",
  "devices",
  "device_cgroup_rules",
  "cap_add",
  "security_opt",
  "sysctls",
  "extra_hosts",
  "dns",
  "external_links",
  "volumes_from",
  "extends",
  "runtime",
  "gpus",
  "credential_spec",
];

const Compose = z.object({ services: z.record(z.string(), z.record(z.string(), z.unknown())) }).loose();

export interface ComposePlan {
  /** Services to be run, with the keys that are kept. */
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Services that an engine of ours stands in for. */
  readonly supplied: readonly string[];
  /** `service.key`: gone without harm. */
  readonly dropped: readonly string[];
  /** `service.key: why`: nothing is run. */
  readonly refused: readonly string[];
}

/**
 * @param document a compose file, parsed in the sandbox
 * @param supplied names of its services that submission.yaml gives the part of an engine we supply
 * @param inside paths beneath the submission's folder: what a bind mount may name
 */
export function planCompose(
  document: unknown,
  supplied: readonly string[],
  inside: (path: string) => boolean,
): ComposePlan {
  const compose = Compose.safeParse(document);
  if (!compose.success)
    return { services: {}, supplied: [], dropped: [], refused: ["services: not a compose file"] };
  const services: Record<string, Record<string, unknown>> = {};
  const dropped: string[] = [];
  const refused: string[] = [];
  for (const [name, keys] of Object.entries(compose.data.services)) {
    if (supplied.includes(name)) continue;
    const kept: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(keys)) {
      const where = `${name}.${key}`;
      const schema = isKept(key) ? KEPT[key] : undefined;
      if (schema) {
        const parsed = schema.safeParse(value);
        if (!parsed.success) refused.push(`${where}: not in a form that compose defines`);
        else if (key === "volumes") refused.push(...refuseMounts(where, parsed.data, inside));
        kept[key] = parsed.data;
      } else if (DROPPED.includes(key) || key.startsWith("x-")) dropped.push(where);
      else if (REFUSED.includes(key)) refused.push(`${where}: reaches out of its container`);
      else refused.push(`${where}: unknown to the grader`);
    }
    services[name] = kept;
  }
  return { services, supplied: [...supplied], dropped, refused };
}

const isKept = (key: string): key is keyof typeof KEPT => Object.hasOwn(KEPT, key);

/** Named volumes are fine; a path must lie in the submission, and the engine's socket never does. */
function refuseMounts(where: string, volumes: unknown, inside: (path: string) => boolean): string[] {
  if (!Array.isArray(volumes)) return [];
  return volumes.flatMap((volume: unknown) => {
    const source = sourceOf(volume);
    if (source === undefined || inside(source)) return [];
    return [`${where}: mounts ${source}, which is outside the submission`];
  });
}

const LongMount = z.object({ type: z.string(), source: z.string().optional() });

/** The host's path of a mount; undefined for a named volume. */
function sourceOf(volume: unknown): string | undefined {
  if (typeof volume === "string") {
    const [source = ""] = volume.split(":");
    return /^[./~]/.test(source) ? source : undefined;
  }
  const mount = LongMount.safeParse(volume).data;
  return mount && mount.type !== "volume" && mount.type !== "tmpfs" ? (mount.source ?? "?") : undefined;
}
