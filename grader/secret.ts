// The exam's secret: one per session of exams, kept for regrades, and named on every sheet by its fingerprint alone.
import { createHash, createHmac, randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ConfigError } from "@atelier/platform/errors.ts";

const FORM = /^[0-9a-f]{64}\n?$/;

export interface ExamSecret {
  /** 32 bytes. */
  readonly bytes: Buffer;
  /** Tells two secrets apart, and gives nothing away: 12 hexadecimal characters. */
  readonly fingerprint: string;
}

/**
 * @param mayCreate makes the file, for its owner's eyes only, where it is not there
 * @throws ConfigError for a file that is absent or holds no secret
 */
export async function readSecret(file: string, { mayCreate }: { mayCreate: boolean }): Promise<ExamSecret> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) {
    if (!mayCreate) {
      throw new ConfigError(
        "no-secret",
        `${file} is not there; without --secret-file the exam's secret is made and kept by itself`,
      );
    }
    await mkdir(dirname(file), { recursive: true, mode: 0o711 });
    const fresh = randomBytes(32);
    // `wx`: of two commands that begin together, one makes it and the other reads it.
    const made = await writeFile(file, `${fresh.toString("hex")}\n`, { mode: 0o600, flag: "wx" }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === "EEXIST") return false;
        throw error;
      },
    );
    return made ? describe(fresh) : readSecret(file, { mayCreate: false });
  }
  if (!FORM.test(text)) {
    throw new ConfigError("bad-secret", `${file} is no exam's secret: 64 hexadecimal characters on one line`);
  }
  return describe(Buffer.from(text.trim(), "hex"));
}

const describe = (bytes: Buffer): ExamSecret => ({
  bytes,
  fingerprint: createHash("sha256").update("atelier exam secret\n").update(bytes).digest("hex").slice(0, 12),
});

/** A secret of its own for each world, key and password of a grade: nothing can be told from one about another. */
export const derive = (secret: Buffer, purpose: string): Buffer =>
  createHmac("sha256", secret).update(purpose).digest();
