// Whether the process lives, and whether it can answer.
import type { FastifyInstance } from "fastify";
import type { Pages } from "../app.ts";

export function addHealth(app: FastifyInstance, { ping }: Pick<Pages, "ping">): void {
  app.get("/health/live", () => ({ status: "ok" }));
  app.get("/health/ready", async () => {
    await ping();
    return { status: "ok" };
  });
}
