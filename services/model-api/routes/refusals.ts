// What an address may answer beside what was asked for, as /openapi.json declares it.
import { Problem } from "@atelier/contracts/model-api.ts";

/** A refusal in the words of RFC 9457. */
export const refusal = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: Problem } },
});

/** Of everything that needs a token. */
export const REFUSALS = {
  400: refusal("The request cannot be read"),
  401: refusal("No token, or none that is known"),
  403: refusal("The token may not do this"),
  429: refusal("The token's share of requests is used up"),
};
/** Of everything that takes a body, besides. */
export const BODY_REFUSALS = {
  413: refusal("The body is too large"),
  415: refusal("The body is not JSON"),
};
