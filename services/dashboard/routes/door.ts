// Signing in and out.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { entryOfToken } from "@atelier/platform/tokens.ts";
import type { Pages } from "../app.ts";
import type { Language } from "../language.ts";
import { loginPage, type Refusal } from "../pages/login.ts";
import { mayRead, SESSION_SECONDS } from "../sessions.ts";

const COOKIE = "session";
const TRIES_PER_MINUTE = 10;
const LoginForm = z.object({ token: z.string().trim().max(200).catch("") }).catch({ token: "" });

export const isSignedIn = ({ cookies }: FastifyRequest, { sessions, tokens }: Pages): boolean =>
  sessions.isOpen(cookies[COOKIE], tokens());

export const mayEnter = (request: FastifyRequest, pages: Pages): boolean =>
  pages.isPublic || isSignedIn(request, pages);

export function addDoor(app: FastifyInstance, pages: Pages, language: Language): void {
  const { site, sessions, tokens } = pages;
  const login = `/${language}/login`;
  const refused = (refusal?: Refusal) => loginPage(site, language, refusal);

  app.get(login, (_request, reply) => reply.type(HTML).send(refused()));

  app.post(
    login,
    { config: { rateLimit: { max: TRIES_PER_MINUTE, timeWindow: 60_000 } } },
    (request, reply) => {
      const { token } = LoginForm.parse(request.body);
      const entry = entryOfToken(tokens(), token);
      if (!entry) return reply.code(403).type(HTML).send(refused("unknown"));
      if (!mayRead(entry)) return reply.code(403).type(HTML).send(refused("not-allowed"));
      return reply
        .setCookie(COOKIE, sessions.begin(entry), {
          path: "/",
          httpOnly: true,
          sameSite: "strict",
          maxAge: SESSION_SECONDS,
        })
        .redirect(`/${language}`, 303);
    },
  );

  app.post(`/${language}/logout`, (request, reply) => {
    sessions.end(request.cookies[COOKIE]);
    return reply.clearCookie(COOKIE, { path: "/" }).redirect(login, 303);
  });
}

export const HTML = "text/html; charset=utf-8";
