// Names of a stranger's files, made safe: what is returned is relative, stays below its root and can be shown.

export type EntryPath =
  | { readonly path: string }
  /** `ordinary`: what tools leave behind, and nobody misses. */
  | { readonly omitted: "outside" | "unreadable-name" | "too-long" | "ordinary" };

const LONGEST_NAME_BYTES = 200;
const LONGEST_PATH_BYTES = 400;
const DEEPEST = 32;

// Left by operating systems, editors and package managers: no work of the candidate's.
const ORDINARY =
  /^(?:__MACOSX|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|node_modules|\.venv|venv|__pycache__|\.(?:mypy|pytest|ruff)_cache|\.tox|\.nox|site-packages|\.ipynb_checkpoints)$/iu;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/u;

/** Of a name in an archive or a folder, with either slash. Composed (NFC), as `submission.yaml` will write it. */
export function entryPath(name: string): EntryPath {
  const slashed = name.replaceAll("\\", "/");
  if (CONTROL.test(slashed)) return { omitted: "unreadable-name" };
  if (slashed.startsWith("/") || /^[A-Za-z]:/u.test(slashed)) return { omitted: "outside" };
  const segments = slashed.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (segments.includes("..")) return { omitted: "outside" };
  if (segments.some((segment) => ORDINARY.test(segment))) return { omitted: "ordinary" };
  const path = segments.join("/").normalize("NFC").toWellFormed();
  const tooLong =
    segments.length > DEEPEST ||
    Buffer.byteLength(path) > LONGEST_PATH_BYTES ||
    path.split("/").some((segment) => Buffer.byteLength(segment) > LONGEST_NAME_BYTES);
  return tooLong ? { omitted: "too-long" } : { path };
}
