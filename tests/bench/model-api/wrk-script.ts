// What wrk asks of the model's API, in its Lua.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { someFeatures } from "../../harness/model-api.ts";

/** @returns the script's path */
export async function predictionsScript(items: number, token: string, folder: string): Promise<string> {
  const path = join(folder, `predictions-${items}.lua`);
  const features = someFeatures(0);
  const body = JSON.stringify({ items: Array.from({ length: items }, () => ({ features })) });
  await writeFile(
    path,
    `wrk.method = "POST"
wrk.path = "/v1/predictions"
wrk.headers["content-type"] = "application/json"
wrk.headers["authorization"] = "Bearer ${token}"
wrk.headers["x-api-key"] = "${token}"
wrk.body = [[${body}]]
`,
  );
  return path;
}
