// Pseudonyms as the truth expects them, computed from clean values alone and without the contract's code.
import { createHmac } from "node:crypto";
import type { Person } from "./people.ts";

export interface Keys {
  readonly email: (address: string) => string;
  /** "+33639980102" */
  readonly phone: (number: string) => string;
  readonly account: (account: string) => string;
  readonly device: (device: string) => string;
  readonly network: (network: string) => string;
}

export function createKeys(pseudonymKey: string): Keys {
  const of = (kind: string) => (value: string) =>
    createHmac("sha256", pseudonymKey).update(`${kind}:${value}`).digest("hex");
  return {
    email: of("email"),
    phone: of("phone"),
    account: of("account"),
    device: of("device"),
    network: of("network"),
  };
}

export function pseudonymsOf(keys: Keys, person: Person): string[] {
  return [
    ...(person.account === null ? [] : [keys.account(person.account)]),
    ...person.emails.map(keys.email),
    ...person.phones.map(keys.phone),
  ];
}
