// Holds each measure of security that is claimed against what roles, stores and flows have shown.
import type { Observations } from "../observations.ts";
import type { Safeguards } from "../observations/safeguards.ts";
import type { Phase } from "./phase.ts";

type Claim = Safeguards["claimed"][number];

export const safeguards: Phase<"safeguards"> = {
  part: "safeguards",
  world: "live",
  observe: (_, { submission, seen }) =>
    Promise.resolve({
      claimed: [...new Set(submission.security)].map((measure) => ({
        measure,
        agrees: agrees(measure, seen),
      })),
    }),
};

export function agrees(
  measure: Claim["measure"],
  { roles, privacy, flows }: Pick<Observations, "roles" | "privacy" | "flows">,
): boolean | null {
  switch (measure) {
    case "least-privilege":
      if (!roles?.reader.connects || !roles.loader.connects || roles.readerAttempts.length === 0) return null;
      return (
        roles.readerAttempts.every(({ allowed }) => !allowed) &&
        !roles.loader.isSuperuser &&
        !roles.loader.mayAdminister
      );
    case "authentication":
      if (!roles || roles.engines.length === 0) return null;
      return roles.engines.every(({ allowed }) => !allowed);
    case "secrets-in-environment":
      if (!flows || flows.searched.every(({ bytes }) => bytes === 0)) return null;
      return flows.leaks.every(({ what }) => what !== "secret");
    case "pseudonyms":
      // Where no person is known there is nobody to protect.
      if (!privacy || privacy.knownPersons === 0) return null;
      return privacy.clear.length === 0 && privacy.digests.length === 0;
    // Rotation.
    default:
      if (!flows?.rotation) return null;
      return flows.rotation.newWorks && flows.rotation.oldRefused;
  }
}
