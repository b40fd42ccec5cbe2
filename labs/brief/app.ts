// The brief as pages: the dossier, the contract and the editors' schema, as they were written when the image was made.
import fastifyStatic from "@fastify/static";
import Fastify, { type FastifyInstance } from "fastify";

/** The documents hold their own style and no script. */
const SECURITY_HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** @param folder what `writeDossier` has made */
export async function buildApp(folder: string): Promise<FastifyInstance> {
  const app = Fastify();
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(SECURITY_HEADERS);
  });
  await app.register(fastifyStatic, { root: folder, index: false });
  app.get("/", (request, reply) => {
    const isEnglish = /^en\b/i.test(request.headers["accept-language"] ?? "");
    return reply.redirect(isEnglish ? "/dossier.en.html" : "/dossier.fr.html");
  });
  app.get("/health/live", () => ({ status: "ok" }));
  return app;
}
