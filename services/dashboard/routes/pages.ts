// The pages of one language; the address without a language leads to the browser's.
import type { FastifyInstance } from "fastify";
import type { Pages } from "../app.ts";
import { preferredLanguage, type Language } from "../language.ts";
import { dashboardPage } from "../pages/dashboard.ts";
import { accessibilityPage } from "../pages/message.ts";
import { HTML, isSignedIn, mayEnter } from "./door.ts";

export function addPages(app: FastifyInstance, pages: Pages, language: Language): void {
  const { site, figures } = pages;
  app.get(`/${language}`, async (request, reply) => {
    if (!mayEnter(request, pages)) return reply.redirect(`/${language}/login`, 303);
    return reply.type(HTML).send(dashboardPage(site, language, await figures(), isSignedIn(request, pages)));
  });
  app.get(`/${language}/accessibility`, (request, reply) =>
    reply.type(HTML).send(accessibilityPage(site, language, isSignedIn(request, pages))),
  );
}

export function addStart(app: FastifyInstance): void {
  app.get("/", (request, reply) =>
    reply
      .header("vary", "accept-language")
      .redirect(`/${preferredLanguage(request.headers["accept-language"])}`, 303),
  );
}
