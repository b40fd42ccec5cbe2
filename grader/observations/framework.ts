// The framework that a submission declares for its model: in its locks, among its dependencies, and needed by its training.
import { z } from "zod";
import { RunCommand } from "./preparation.ts";

export const Framework = z.strictObject({
  /** As `submission.yaml` has it; null when it declares no model. */
  declared: z.string().nullable(),
  /** Packages by which it is known to us; none: we cannot look for it. */
  packages: z.array(z.string()),
  locked: z.strictObject({ file: z.string(), version: z.string() }).nullable(),
  /** Folders of it among the installed dependencies, as paths in the submission. */
  installed: z.array(z.string()),
  /** `train` as it is, and `train` while those folders were out of its sight. */
  withIt: RunCommand.nullable(),
  withoutIt: RunCommand.nullable(),
});
export type Framework = z.infer<typeof Framework>;

export const NO_FRAMEWORK: Framework = {
  declared: null,
  packages: [],
  locked: null,
  installed: [],
  withIt: null,
  withoutIt: null,
};
