import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeDossier } from "@atelier/e2/write.ts";
import { buildApp } from "./app.ts";

let folder: string;
let app: FastifyInstance;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier-brief-"));
  await writeDossier(folder);
  app = await buildApp(folder);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

test.each([
  ["fr-FR,fr;q=0.9", "/dossier.fr.html"],
  ["en-GB", "/dossier.en.html"],
  ["", "/dossier.fr.html"],
])("shows a reader of %j the dossier in a language that they read", async (language, location) => {
  const answer = await app.inject({ url: "/", headers: { "accept-language": language } });
  expect(answer.headers.location).toBe(location);
  const page = await app.inject({ url: location });
  expect(page.statusCode).toBe(200);
  expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
});

test.each(["/../package.json", "/%2e%2e/package.json", "/absent.html"])("%s is not found", async (url) => {
  expect((await app.inject({ url })).statusCode).toBe(404);
});
