// Every error of the API as problem+json (RFC 9457): what is wrong and where, never a stack, a version or a secret.
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Problem } from "@atelier/contracts/model-api.ts";
import { RetryableError } from "@atelier/platform/errors.ts";
import type { Logger } from "@atelier/platform/log.ts";

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
  429: "Too many requests",
  500: "Something went wrong here",
  503: "Not available at the moment",
};
const MOST_ERRORS = 20;

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

export function addProblems(app: FastifyInstance, log: Pick<Logger, "error">): void {
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 404, "There is nothing at this address"));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    if (error instanceof ApiError) return sendProblem(reply, error.status, error.message, error.errors);
    if (hasZodFastifySchemaValidationErrors(error)) {
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
