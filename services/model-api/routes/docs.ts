// /docs: /openapi.json as a page, drawn by Swagger UI from its own files: nothing comes from elsewhere.
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";

/** Its own scripts, styles and pictures; it asks nobody but this API. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** No sign of what it is made with, and no other document than ours; the switch between light and dark stays. */
const STYLE = ".swagger-ui .topbar a.link, .swagger-ui .topbar .download-url-wrapper { display: none; }";

export async function addDocs(app: FastifyInstance): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    staticCSP: PAGE_POLICY,
    theme: {
      title: "Atelier, the model's API",
      css: [{ filename: "atelier.css", content: STYLE }],
    },
    uiConfig: {
      docExpansion: "list",
      deepLinking: true,
      defaultModelsExpandDepth: 0,
      // The token that somebody tries things with is forgotten with the page.
      persistAuthorization: false,
    },
  });
}
