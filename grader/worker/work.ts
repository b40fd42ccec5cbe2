// Opens the sandbox, examines the submission in it, and leaves nothing running.
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { examine, type Examined } from "../exam/examine.ts";
import { PLAN } from "../exam/plan.ts";
import { plainProcesses } from "../exam/plain-processes.ts";
import type { Told } from "../told.ts";
import type { Assignment } from "./messages.ts";

export async function work(
  { submission, secret, folder, stateDir, cacheDir, scales }: Assignment,
  { note, signal }: { readonly note: (what: Told) => void; readonly signal: AbortSignal },
): Promise<Examined> {
  const outputFolder = join(stateDir, "output");
  const supplied = join(stateDir, "supplied");
  await mkdir(stateDir, { recursive: true, mode: 0o711 });
  const sandbox = plainProcesses({
    folder,
    logFolder: join(stateDir, "log"),
    environment: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
  });
  return examine(
    {
      submission,
      secret: Buffer.from(secret, "hex"),
      folder,
      outputFolder,
      seenOutput: outputFolder,
      supplied: { folder: supplied, seen: supplied },
      sandbox,
      stateDir,
      cacheDir,
      scales,
      signal,
      note,
    },
    PLAN,
  );
}
