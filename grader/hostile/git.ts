// Git on a stranger's objects, with a configuration of ours alone: none of the machine, none of the repository's.

export function gitEnvironment(): Record<string, string> {
  return {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: "/nonexistent",
    LC_ALL: "C.UTF-8",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_ASKPASS: "/bin/false",
    GIT_PAGER: "cat",
  };
}

/** For a folder that `keepHistory` has made: it has no configuration, no hook and no alternate of a stranger's. */
export function gitOptions(history: string): string[] {
  return [
    `--git-dir=${history}`,
    ...setting("safe.directory", "*"),
    ...setting("core.fsmonitor", "false"),
    ...setting("core.hooksPath", "/dev/null"),
    ...setting("core.symlinks", "false"),
    ...setting("protocol.allow", "never"),
  ];
}

export const setting = (name: string, value: string): string[] => ["-c", `${name}=${value}`];
