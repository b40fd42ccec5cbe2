// From the texts of a tree to what is known of it; nothing of it is run.
import { DELIVERABLES, type Submission } from "@atelier/contracts/submission.ts";
import { NOTHING_READ, type StaticFacts } from "../observations/static.ts";
import type { ReadFiles } from "./read-files.ts";
import type { Reading } from "./reading.ts";
import { readSubmission } from "./submission-file.ts";

const SUBMISSION_FILE = "submission.yaml";

export function readTree(read: ReadFiles): Reading {
  const { submission, mistakes } = readSubmission(
    read.texts.find(({ path }) => path === SUBMISSION_FILE)?.text,
  );
  return {
    submission: submission ?? null,
    facts: {
      ...NOTHING_READ,
      mistakes,
      files: read.paths.size,
      unread: [...read.unread],
      deliverables: submission ? findDeliverables(submission, read) : [],
    },
  };
}

function findDeliverables({ deliverables }: Submission, { paths }: ReadFiles): StaticFacts["deliverables"] {
  return DELIVERABLES.map((name) => {
    const path = deliverables[name];
    if (path === undefined) return { name, path: "", state: "undeclared" };
    const clean = path.replace(/^\.\//, "").replace(/\/+$/, "");
    // A deliverable may be a folder.
    const sizes = [...paths].filter(([file]) => file === clean || file.startsWith(`${clean}/`));
    if (sizes.length === 0) return { name, path, state: "missing" };
    return { name, path, state: sizes.every(([, size]) => size === 0) ? "empty" : "present" };
  });
}
