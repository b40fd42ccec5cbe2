// How a person, a device or a network is named: the contract's HMAC.
import { createHmac } from "node:crypto";

export const pseudonym = (key: string, kind: string, value: string): string =>
  createHmac("sha256", key).update(`${kind}:${value}`).digest("hex");
