// What a candidate's command finds in its environment: the same names, made in one place, in practice and in an exam.
import { ENVIRONMENT, STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { connectionEnvironment } from "./connections.ts";
import type { Connections } from "./engine.ts";

export interface CandidateAccess {
  readonly connections: Connections;
  readonly urls: { readonly siteUrl: string; readonly partnerUrl: string; readonly registryUrl: string };
  readonly partnerKey: string;
  readonly pseudonymKey: string;
  readonly readerPassword: string;
  readonly loaderPassword: string;
  readonly pagePort: number;
}

/** Where a service, or a candidate's command, finds the sources and the engines. */
export function contractEnvironment({
  connections,
  urls,
  partnerKey,
  pseudonymKey,
}: Pick<CandidateAccess, "connections" | "urls" | "partnerKey" | "pseudonymKey">): Record<string, string> {
  return {
    [ENVIRONMENT.siteUrl]: urls.siteUrl,
    [ENVIRONMENT.partnerUrl]: urls.partnerUrl,
    [ENVIRONMENT.partnerKey]: partnerKey,
    [ENVIRONMENT.registryUrl]: urls.registryUrl,
    [ENVIRONMENT.pseudonymKey]: pseudonymKey,
    ...connectionEnvironment(connections),
  };
}

export function stageEnvironment(access: CandidateAccess): Record<string, string> {
  const { connections } = access;
  // Where no relational engine plays a part, there is no address.
  const owner = new URL(connections.postgres.ownerUrl || "postgres:");
  return {
    ...contractEnvironment(access),
    [STAGE_ENVIRONMENT.postgresHost]: owner.hostname,
    [STAGE_ENVIRONMENT.postgresPort]: owner.port,
    [STAGE_ENVIRONMENT.postgresDatabase]: owner.pathname.slice(1),
    [STAGE_ENVIRONMENT.postgresUser]: owner.username,
    [STAGE_ENVIRONMENT.postgresPassword]: owner.password,
    [STAGE_ENVIRONMENT.readerPassword]: access.readerPassword,
    [STAGE_ENVIRONMENT.loaderPassword]: access.loaderPassword,
    [STAGE_ENVIRONMENT.measureWork]: "1",
    [STAGE_ENVIRONMENT.pagePort]: String(access.pagePort),
  };
}

/** One `NAME='value'` a line: a shell, Compose and dotenv all read it. */
export const environmentLines = (environment: Readonly<Record<string, string>>): string =>
  Object.entries(environment)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join("");

/** The owner's address with another role's name and password in it. */
export function roleUrl(
  connections: Connections,
  role: { readonly name: string; readonly password: string },
): string {
  const url = new URL(connections.postgres.ownerUrl);
  url.username = role.name;
  url.password = role.password;
  return url.href;
}
