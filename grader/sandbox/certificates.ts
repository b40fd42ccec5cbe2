// Certificate authorities that this machine trusts beside the usual ones: installers in the sandbox must trust them too.
import { hostEnvironment } from "@atelier/engines/host.ts";
import type { Bind } from "./bubblewrap.ts";

const VARIABLES = [
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
  "PIP_CERT",
  "REQUESTS_CA_BUNDLE",
  "CURL_CA_BUNDLE",
  "GIT_SSL_CAINFO",
];
const FOLDER = "/opt/certificates";

/** What to show, and the variables that name it there: no path of the machine. */
export function trustedCertificates(environment: NodeJS.ProcessEnv = hostEnvironment()): {
  readonly readOnly: readonly Bind[];
  readonly environment: Readonly<Record<string, string>>;
} {
  const set = VARIABLES.flatMap((name) => {
    const host = environment[name];
    return host ? [{ name, host, seen: `${FOLDER}/${name}.pem` }] : [];
  });
  return {
    readOnly: set.map(({ host, seen }) => ({ host, seen })),
    environment: Object.fromEntries(set.map(({ name, seen }) => [name, seen])),
  };
}
