// Keys and passwords of a grade do not get into what people read, whoever has printed them.

const SECRET_NAMES = /KEY|PASSWORD/;
const IN_URL = /:\/\/[^:@/\s]+:([^@/\s]+)@/;
const SHORTEST = 8;

/** Values of the environment that are secret by their name, or stand as the password of an address. */
export function secretsOf(environment: Readonly<Record<string, string>>): string[] {
  return Object.entries(environment)
    .map(([name, value]) => (SECRET_NAMES.test(name) ? value : (IN_URL.exec(value)?.[1] ?? "")))
    .filter((value) => value.length >= SHORTEST);
}

export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let shown = text;
  for (const secret of secrets) shown = shown.replaceAll(secret, "…");
  return shown;
}
