// Which files of the checkout a candidate gets: what runs the kit, and nothing that answers the exam.

/** Folders and files that the kit is made of. */
const PARTS: readonly string[] = [
  ".nvmrc",
  "atelier",
  "docker/engines",
  "docs/checks",
  "docs/glossary.md",
  "grader",
  "labs/cli",
  "labs/e2",
  "labs/starters",
  "services/contracts",
  "services/engines",
  "services/platform",
  "services/secrets",
  "services/source",
  "services/world",
  "tsconfig.json",
];

/** Of these parts: tests and what only they use; a model of the lab's own, made to see how hard a world is; its maintainers' tools. */
const LEFT_OUT: readonly RegExp[] = [
  /\.(?:test|fixture)\.ts$/,
  /\/testing\//,
  /^services\/world\/evaluation\/(?!pr-auc\.ts$)/,
  /^labs\/cli\/(?:archive|run\/bench|test-)/,
];

export function belongsToKit(path: string): boolean {
  const isPart = PARTS.some((part) => path === part || path.startsWith(`${part}/`));
  return isPart && !LEFT_OUT.some((pattern) => pattern.test(path));
}

/** The root's package.json of a kit: the workspaces that are left, and the Node that runs them. */
export function kitPackage(root: {
  readonly name: string;
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly engines: unknown;
  readonly allowScripts: unknown;
}) {
  const { name, version, engines, allowScripts } = root;
  return {
    name,
    version,
    private: true,
    workspaces: ["services/*", "grader", "labs/cli", "labs/e2"],
    type: "module",
    dependencies: { node: root.devDependencies["node"] ?? "*" },
    engines,
    allowScripts,
  };
}
