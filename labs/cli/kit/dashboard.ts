// The reference's page for people: started beside its services, entered with a token that is kept in a file of its owner's.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { hashToken } from "@atelier/platform/tokens.ts";
import { dashboardSpec, type PipelineContext } from "../pipeline.ts";
import { filesOf, findRecorded, firstLine, startService } from "../processes/service-process.ts";
import { writePrivate } from "./kit-state.ts";
import { withMetrics, type MetricsPorts } from "./metrics-ports.ts";

export interface Dashboard {
  readonly url: string;
  readonly tokenFile: string;
}

const Started = z.object({ url: z.url() });
const REQUESTS_PER_MINUTE = 600;

const tokenFileOf = (folder: string) => join(folder, "dashboard-token");

/** Starts it unless it runs already; `folder` is the reference's. */
export async function startDashboard(
  folder: string,
  context: PipelineContext,
  environment: Readonly<Record<string, string>>,
  ports: MetricsPorts,
): Promise<void> {
  if (await findRecorded(filesOf(folder, "dashboard"))) return;
  const { dashboardToken: token } = context.keys;
  const sha256 = hashToken(token).toString("hex");
  const entry = { name: "kit", sha256, scopes: ["read"], requestsPerMinute: REQUESTS_PER_MINUTE };
  const tokensFile = join(folder, "dashboard-tokens.json");
  await writePrivate(folder, tokensFile, JSON.stringify([entry]));
  await writePrivate(folder, tokenFileOf(folder), `${token}\n`);
  const spec = withMetrics(dashboardSpec(context, environment, tokensFile), ports);
  await firstLine(await startService(folder, spec), context.machine.interrupted);
}

/** Undefined where none runs. */
export async function findDashboard(folder: string): Promise<Dashboard | undefined> {
  const files = filesOf(folder, "dashboard");
  if (!(await findRecorded(files))) return undefined;
  const [line = ""] = (await readFile(files.output, "utf8")).split("\n");
  return { ...Started.parse(JSON.parse(line)), tokenFile: tokenFileOf(folder) };
}
