// Schemathesis makes requests from an OpenAPI document, good ones and bad ones, and holds the answers against it.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonTool } from "../python-tool.ts";

const run = promisify(execFile);
const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");
const LIMIT_MS = 300_000;

/**
 * Its exit status says whether an answer broke the document; its warnings are about its own requests (a DELETE whose every
 * generated name is nobody's), and come and go with what it drew.
 * @param folder where it writes what it remembers
 * @returns its report
 * @throws with the report, when it found anything
 */
export async function runSchemathesis(url: string, token: string, folder: string): Promise<string> {
  const args = [
    "run",
    `${url}/openapi.json`,
    "-H",
    `Authorization: Bearer ${token}`,
    "--seed",
    "1",
    "--no-color",
  ];
  const limits = [
    "--max-examples",
    "100",
    "--request-timeout",
    "20",
    "--phases",
    "examples,coverage,fuzzing",
  ];
  // A review's name may be as the document says and nobody's all the same: 422.
  const checks = ["--exclude-checks", "positive_data_acceptance"];
  const options = { cwd: folder, timeout: LIMIT_MS, maxBuffer: 64 << 20 };
  return run(await pythonTool("schemathesis", REQUIREMENTS), [...args, ...limits, ...checks], options).then(
    ({ stdout }) => stdout,
    (error: Error & { stdout?: string }) => {
      throw new Error(`${error.message}\n${error.stdout}`, { cause: error });
    },
  );
}
