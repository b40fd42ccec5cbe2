// Asks the model's API over HTTP for reviews by id, and holds its answers against the scores in the store.
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { MOST_ITEMS, PredictionsResponse } from "@atelier/contracts/model-api.ts";
import type { PredictionRow } from "@atelier/contracts/views.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import { hashToken } from "@atelier/platform/tokens.ts";

/** What the API prints once it listens. */
export const ApiAddress = z.object({ url: z.url() });

/** Draws a token and writes the file that lets it in: a hash, for its owner's eyes only. */
export async function writeToken(file: string, name: string, scopes: readonly string[]): Promise<string> {
  const token = randomBytes(24).toString("hex");
  const sha256 = hashToken(token).toString("hex");
  await writeFile(file, JSON.stringify([{ name, sha256, scopes, requestsPerMinute: 6000 }]), { mode: 0o600 });
  return token;
}

/**
 * @returns one sentence for each answer that is not what is stored.
 * @throws ConfigError when the API does not answer as it should
 */
export async function differencesFromApi(
  { url, token }: { readonly url: string; readonly token: string },
  version: string,
  stored: readonly PredictionRow[],
): Promise<string[]> {
  const differences: string[] = [];
  for (let at = 0; at < stored.length; at += MOST_ITEMS) {
    const part = stored.slice(at, at + MOST_ITEMS);
    const response = await fetch(new URL("/v1/predictions", url), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ items: part.map(({ review_id: reviewId }) => ({ reviewId })) }),
    });
    if (!response.ok) {
      throw new ConfigError(
        "api-refuses",
        `The model's API answers ${response.status}: ${await response.text()}`,
      );
    }
    const { modelVersion, predictions } = PredictionsResponse.parse(await response.json());
    if (modelVersion !== version) differences.push(`the API serves ${modelVersion}, not ${version}`);
    for (const [index, { review_id: id, score, flagged }] of part.entries()) {
      const answer = predictions[index];
      if (answer?.score === score && answer.flagged === flagged) continue;
      differences.push(`review ${id}: the API says ${answer?.score}, the store ${score}`);
    }
  }
  return differences;
}
