// Every error of the API as problem+json (RFC 9457): what is wrong and where, never a stack, a version or a secret.
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Problem } from "@atelier/contracts/model-api.ts";
import { RetryableError } from "@atelier/platform/errors.ts";
import type { Logger } from "@atelier/platform/log.ts";
import { isTooDeep, MOST_DEPTH } from "./limits.ts";

/** An answer that is not the one asked for, thrown by whoever finds out. */
export class ApiError extends Error {
  readonly status: number;
  readonly errors: Problem["errors"];
  constructor(status: number, detail: string, errors?: Problem["errors"]) {
    super(detail);
    this.name = "ApiError";
    this.status = status;
    this.errors = errors;
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: "The request cannot be read",
  401: "A token is needed",
  403: "This token may not do this",
  404: "Not found",
  405: "Method not allowed",
  408: "The request took too long",
  409: "Not now",
  413: "The request is too large",
  415: "JSON is expected",
  422: "The request cannot be carried out",
  414: "The address is too long",
  429: "Too many requests",
  431: "The headers are too large",
  500: "Something went wrong here",
  503: "Not available at the moment",
};
const MOST_ERRORS = 20;

/** For answers that are data and never pages of a browser. A library that works them out anew each time took 12 µs. */
export const SECURITY_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

export function sendProblem(
  reply: FastifyReply,
  status: number,
  detail: string,
  errors?: Problem["errors"],
): FastifyReply {
  const title = TITLES[status] ?? "Error";
  const problem: Problem = { type: "about:blank", title, status, detail, ...(errors && { errors }) };
  return reply.code(status).type("application/problem+json").send(JSON.stringify(problem));
}

/** For what is no HTTP, or took too long to come: there is no request that a reply could be made for. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  if (!socket.writable) return void socket.destroy();
  const status =
    error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : error.code === "HPE_HEADER_OVERFLOW" ? 431 : 400;
  const title = TITLES[status] ?? "";
  const problem: Problem = { type: "about:blank", title, status, detail: title };
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** For an address that no route is looked up for; the framework's own answer names itself. */
export function refuseAddress(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 400;
  void sendProblem(
    reply.headers(SECURITY_HEADERS),
    status,
    status === 414 ? "A part of it is too long" : "The address cannot be read",
  );
}

export function addProblems(app: FastifyInstance, log: Pick<Logger, "error">): void {
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 404, "There is nothing at this address"));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof ApiError) return sendProblem(reply, error.status, error.message, error.errors);
    if (hasZodFastifySchemaValidationErrors(error)) {
      if (isTooDeep(request.body)) {
        return sendProblem(reply, 400, `The body is nested deeper than ${MOST_DEPTH} levels`);
      }
      const errors = error.validation.slice(0, MOST_ERRORS).map(({ instancePath, message }) => ({
        path: instancePath,
        message: message ?? "",
      }));
      return sendProblem(reply, 400, "The body or the address is not as /openapi.json says", errors);
    }
    if (error instanceof RetryableError) {
      void reply.header("retry-after", "1");
      return sendProblem(reply, 503, "A store does not answer: try again");
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return sendProblem(reply, status, CLIENT_DETAILS[status] ?? TITLES[status] ?? "");
    log.error({ err: error }, "a request failed");
    return sendProblem(reply, 500, "The log of this service says more");
  });
}

/** For what the framework refuses: its own words name its parts. */
const CLIENT_DETAILS: Readonly<Record<number, string>> = {
  400: "The body is not JSON, or not whole",
  413: "At most 1000 items, and 2 MB",
  415: "Send application/json",
};
