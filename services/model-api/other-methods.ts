// A method that an address does not know is answered with 405 and those that it knows, not as if there were no such address.
import type { FastifyInstance } from "fastify";
import { sendProblem } from "./problems.ts";

/** @param addRoutes adds every route that there is */
export function refuseOtherMethods(app: FastifyInstance, addRoutes: () => void): void {
  const known = new Map<string, string[]>();
  let isCollecting = true;
  app.addHook("onRoute", ({ url, method }) => {
    if (isCollecting) known.set(url, [...(known.get(url) ?? []), ...[method].flat()]);
  });
  addRoutes();
  isCollecting = false;
  for (const [url, methods] of known) {
    app.route({
      method: app.supportedMethods.filter((method) => !methods.includes(method)),
      url,
      schema: { hide: true },
      // Before anything is read of the body.
      onRequest: (_request, reply) =>
        void sendProblem(
          reply.header("allow", methods.join(", ")),
          405,
          `This address knows ${methods.join(", ")}`,
        ),
      handler: () => undefined,
    });
  }
}
