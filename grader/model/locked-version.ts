// The version of a package that a lock pins. Locks are read as text, line by line: no parser meets what a stranger has written.

export const LOCK_NAMES = [
  "uv.lock",
  "poetry.lock",
  "pdm.lock",
  "Pipfile.lock",
  "package-lock.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "requirements.txt",
  "requirements.lock",
  "environment.yml",
] as const;

const VERSION = /\d+(?:\.[\w+!-]+)+/;
/** Between the line with a name and the line with its version. */
const NEAR_LINES = 3;
const MOST_LINES = 200_000;
const LONGEST_LINE = 2000;

/** @param text in UTF-8, or what was UTF-16, decoded */
export function lockedVersion(text: string, packageName: string): string | undefined {
  const lines = text.split("\n", MOST_LINES).map((line) => line.slice(0, LONGEST_LINE));
  const name = packageName.toLowerCase();
  for (const [index, line] of lines.entries()) {
    const low = line.toLowerCase().replaceAll("_", "-");
    if (!namesPackage(low, name)) continue;
    const rest = line.slice(low.indexOf(name) + name.length);
    const pinned = /^(?:\[[\w,-]*\])?\s*(?:===?|@(?!\S*[\^~<>*])|=)\s*(\S+)/.exec(rest);
    const own = pinned && VERSION.exec(pinned[1] ?? "");
    if (own) return own[0];
    for (const near of lines.slice(index + 1, index + 1 + NEAR_LINES)) {
      const field = /^[\s"']*version["']?\s*[=:]?\s*["']?(?:==)?(\S+)/i.exec(near);
      const version = field && VERSION.exec(field[1] ?? "");
      if (version) return version[0];
    }
  }
  return undefined;
}

/** As a whole word at the line's beginning, or quoted, or at the end of a path of node_modules. */
function namesPackage(line: string, name: string): boolean {
  const at = line.indexOf(name);
  if (at === -1) return false;
  const before = line.slice(0, at).trim();
  const after = line.slice(at + name.length, at + name.length + 1);
  return (
    /^(?:-|name\s*=\s*["']|["']|["']node-modules\/|["']?\/|)$/.test(before) &&
    !/[\w.-]/.test(after) &&
    after !== "/"
  );
}
