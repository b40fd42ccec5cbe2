// What the site's pages refer to: images, documents, the script and the style sheet.
import type { FastifyInstance } from "fastify";
import { answer } from "./answer.ts";
import { STYLESHEET } from "./pages/layout.ts";
import { SELLER_SCRIPT } from "./pages/seller.ts";
import type { MakeResource, ResourceCache } from "./resource.ts";
import type { SendError } from "./server.ts";
import type { Shelves } from "./shelves.ts";

interface FilesDeps {
  readonly shelves: Shelves;
  readonly epoch: Date;
  readonly cache: ResourceCache;
  readonly make: MakeResource;
  readonly sendError: SendError;
}

/** By extension, as a web server does: when the extension lies, so does the header. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
};

export function addSiteFiles(app: FastifyInstance, deps: FilesDeps): void {
  const { shelves, epoch, cache, make, sendError } = deps;

  for (const folder of ["medias", "documents"]) {
    const options = { config: { pathClass: folder } };
    app.get<{ Params: { "*": string } }>(`/${folder}/*`, options, (request, reply) => {
      const path = `${folder}/${request.params["*"]}`;
      const file = shelves.files.get(path);
      if (!file) return sendError(reply, 404);
      const type = MEDIA_TYPES[path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
      const bytes = cache(`file ${path}`, () => make(type, Buffer.from(file.bytes()), file.lastModified));
      return answer(request, reply, bytes);
    });
  }

  // A browser does not ask twice for a script: a fault here would empty the page for good.
  const spared = { config: { pathClass: "spared" } };
  const script = make("text/javascript; charset=utf-8", SELLER_SCRIPT, epoch);
  const stylesheet = make("text/css; charset=utf-8", STYLESHEET, epoch);
  app.get("/statique/vendeur.js", spared, (request, reply) => answer(request, reply, script));
  app.get("/statique/site.css", spared, (request, reply) => answer(request, reply, stylesheet));
}
