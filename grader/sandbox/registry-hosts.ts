// Which package registries set-up may reach: the public ones, and those that this machine is configured with.
import { runCommand } from "@atelier/engines/run-command.ts";

/** `host:port`, in lower case. */
export type RegistryAddress = string;

export interface Registries {
  /** Public names, whose addresses must be public too. */
  readonly open: ReadonlySet<RegistryAddress>;
  /** The machine's own: a company's mirror may have a private address. */
  readonly own: ReadonlySet<RegistryAddress>;
  /** Tells installers of the machine's own registries, without the credentials that their addresses may hold. */
  readonly environment: Readonly<Record<string, string>>;
}

const PUBLIC = ["registry.npmjs.org:443", "pypi.org:443", "files.pythonhosted.org:443"];
const HTTPS_PORT = "443";

export async function findRegistries(): Promise<Registries> {
  const [npm, pip] = await Promise.all([
    ask("npm", ["config", "get", "registry"]),
    ask("python3", ["-m", "pip", "config", "get", "global.index-url"]),
  ]);
  return registriesFrom({ npm_config_registry: npm, PIP_INDEX_URL: pip, UV_DEFAULT_INDEX: pip });
}

/** @param configured address by the variable that installers read it from; what is no https address is left out */
export function registriesFrom(configured: Readonly<Record<string, string>>): Registries {
  const own = Object.entries(configured).flatMap(([variable, text]) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return url?.protocol === "https:" ? [{ variable, url }] : [];
  });
  const addresses = own.map(({ url }) => `${url.hostname.toLowerCase()}:${url.port || HTTPS_PORT}`);
  return {
    open: new Set(PUBLIC),
    own: new Set(addresses.filter((address) => !PUBLIC.includes(address))),
    environment: Object.fromEntries(
      own.map(({ variable, url }) => [variable, `${url.origin}${url.pathname}`]),
    ),
  };
}

/** A tool that is missing, or has nothing configured, has no registry of its own. */
function ask(program: string, args: readonly string[]): Promise<string> {
  return runCommand({ program, args }).then(
    (text) => text.trim(),
    () => "",
  );
}
