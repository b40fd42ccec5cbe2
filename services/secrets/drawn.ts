// What is drawn once and kept for the life of a deployment.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Config } from "./config.ts";
import { drawKeys, Keys } from "./keys.ts";

const Password = z.string().min(1);

export const Drawn = z.object({
  seed: z.string().min(1),
  scale: z.number().positive(),
  keys: Keys,
  engines: z.object({
    kafka: z.object({ client: Password, broker: Password, controller: Password }),
    postgres: z.object({ admin: Password, owner: Password }),
    mongo: z.object({ password: Password }),
    neo4j: z.object({ password: Password }),
  }),
  /** Opens the model's API. */
  modelToken: Password,
});
export type Drawn = z.infer<typeof Drawn>;

const password = () => randomBytes(24).toString("hex");

export const draw = ({ ATELIER_SEED, ATELIER_SCALE }: Config): Drawn => ({
  seed: ATELIER_SEED || randomBytes(8).toString("hex"),
  scale: ATELIER_SCALE,
  keys: drawKeys(),
  engines: {
    kafka: { client: password(), broker: password(), controller: password() },
    postgres: { admin: password(), owner: password() },
    mongo: { password: password() },
    neo4j: { password: password() },
  },
  modelToken: password(),
});

/** @throws ConfigError `other-world`: what the stores hold is of the world that they were filled from. */
export function requireSameWorld({ seed, scale }: Drawn, asked: Config): void {
  if ((asked.ATELIER_SEED || seed) === seed && asked.ATELIER_SCALE === scale) return;
  throw new ConfigError(
    "other-world",
    `This deployment's world has seed ${seed} and scale ${scale}: ask for the same, or remove the deployment with its data ` +
      "(docker compose --profile '*' down --volumes) and begin anew",
  );
}
