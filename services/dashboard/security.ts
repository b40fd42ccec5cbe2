// What every answer tells a browser to refuse, and the forms that we refuse ourselves.
import type { FastifyRequest } from "fastify";

/** Nothing from elsewhere, no script or style within a page, no frame around it. */
export const SECURITY_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

/** A form that another site would have a browser send. */
export class ForeignForm extends Error {}

/**
 * Browsers say where a form was filled in: `Sec-Fetch-Site`, older ones `Origin` alone.
 * @throws ForeignForm
 */
export function refuseForeignForms({ method, headers }: FastifyRequest): void {
  if (method !== "POST") return;
  const site = headers["sec-fetch-site"];
  const { origin, host = "" } = headers;
  const isOurs =
    site === undefined
      ? origin === undefined || origin.replace(/^https?:\/\//, "") === host
      : site === "same-origin";
  if (!isOurs) throw new ForeignForm("a form of another site");
}
