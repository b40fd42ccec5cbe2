// Whatever goes wrong ends in a page that says what and what to do: never a blank one, a stack or a version.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { RetryableError } from "@atelier/platform/errors.ts";
import type { Pages } from "./app.ts";
import { LANGUAGES, preferredLanguage, type Language } from "./language.ts";
import { messagePage, type Message } from "./pages/message.ts";
import { ForeignForm } from "./security.ts";

const STATUS: Readonly<Record<Message, number>> = {
  "not-found": 404,
  "store-away": 503,
  "too-many": 429,
  "foreign-form": 403,
  failed: 500,
};
const RETRY_AFTER_SECONDS = "5";

export function addErrorPages(app: FastifyInstance, { site, log }: Pick<Pages, "site" | "log">): void {
  const send = (request: FastifyRequest, reply: FastifyReply, message: Message) => {
    if (message === "store-away") void reply.header("retry-after", RETRY_AFTER_SECONDS);
    return reply
      .code(STATUS[message])
      .type("text/html; charset=utf-8")
      .send(messagePage(site, languageOf(request), message));
  };
  app.setNotFoundHandler((request, reply) => send(request, reply, "not-found"));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof RetryableError) return send(request, reply, "store-away");
    if (error instanceof ForeignForm) return send(request, reply, "foreign-form");
    const { statusCode = 500 } = error;
    if (statusCode === 429) return send(request, reply, "too-many");
    // What a browser never sends: nobody is there to read a page of its own.
    if (statusCode < 500) return send(request, reply, "not-found").code(statusCode);
    log.error({ err: error }, "a page failed");
    return send(request, reply, "failed");
  });
}

/** Of the address where it names one, else the browser's. */
function languageOf({ url, headers }: FastifyRequest): Language {
  const [, first = ""] = url.split(/[/?#]/);
  return LANGUAGES.find((language) => language === first) ?? preferredLanguage(headers["accept-language"]);
}
