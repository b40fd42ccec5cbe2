// Attacks on the way to the package registries, by what set-up runs.
import type { ProxyGuard } from "@atelier/grader/sandbox/registry-proxy.ts";
import type { SandboxRun } from "@atelier/grader/phases/stage-commands.ts";
import type { Attack } from "./attack.ts";

export interface SeenSetUp {
  readonly run: SandboxRun;
  /** Whoever has it has reached what is not a registry. */
  readonly token: string;
}

export interface RegistryAttack extends Attack<ProxyGuard | "network", SeenSetUp> {
  /** Python; `ask(text)` writes to the proxy and prints all that comes back. PORT is of a listener beside the grader. */
  readonly program: string;
}

/** Names of the tests' own, which stand for the internet's. */
export const NAMES = {
  registry: "registry.example",
  elsewhere: "elsewhere.example",
  /** Registries by their names, whose addresses someone has made private. */
  private: ["loopback.example", "lan.example", "metadata.example", "mapped.example"],
} as const;

const hasToken = ({ run, token }: SeenSetUp) => run.stdout.includes(token);

const tunnelTo = (target: string) =>
  `ask("CONNECT ${target} HTTP/1.1\\r\\nHost: ${NAMES.registry}\\r\\n\\r\\n")`;

export const REGISTRY_ATTACKS: readonly RegistryAttack[] = [
  {
    id: "another-host",
    goal: "send data to a host of one's own",
    guards: ["hosts"],
    program: tunnelTo(`${NAMES.elsewhere}:443`),
    succeeded: hasToken,
  },
  {
    id: "another-port",
    goal: "reach another service of a registry's host",
    guards: ["hosts"],
    program: tunnelTo(`${NAMES.registry}:22`),
    succeeded: hasToken,
  },
  {
    id: "alike-name",
    goal: "reach a host whose name begins as a registry's",
    guards: ["hosts"],
    program: tunnelTo(`${NAMES.registry}.${NAMES.elsewhere}:443`),
    succeeded: hasToken,
  },
  {
    id: "loopback-by-number",
    goal: "reach an engine beside the grader",
    guards: ["hosts"],
    program: tunnelTo("127.0.0.1:443"),
    succeeded: hasToken,
  },
  ...NAMES.private.map((name) => ({
    id: `private-address-${name.split(".")[0]}`,
    goal: "reach the machine's own network by a name that leads there",
    guards: ["addresses"] as const,
    program: tunnelTo(`${name}:443`),
    succeeded: hasToken,
  })),
  {
    id: "around-the-proxy",
    goal: "reach what listens beside the grader without asking the proxy",
    guards: ["network"],
    program: `
s = socket.create_connection(("127.0.0.1", int(os.environ["PORT"])), 5)
print(s.recv(100).decode())`,
    succeeded: hasToken,
  },
];
