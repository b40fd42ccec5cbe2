// The walls of the sandbox, each with a name, so that a test can take one away and see that it was this one that held.

export const GUARDS = [
  /** bubblewrap as a whole: without it the command runs as the sandbox's user, and nothing else is kept from it. */
  "bubblewrap",
  /** A user of its own without any privilege: without it, root's. */
  "identity",
  /** No user namespace can be made inside. */
  "user-namespaces",
  /** It sees its own processes only. */
  "process-namespace",
  "ipc",
  "host-name",
  /** For commands without a network: one of their own. */
  "network",
  /** It sees the files that it is given, and none else. */
  "files",
  "read-only",
  "devices",
  "environment",
  /** What the grader has open, or has inherited. */
  "descriptors",
  "session",
  "system-calls",
  "core-dumps",
  "file-size",
  "temporary-size",
  "memory",
  "processes",
  "disk",
  "output",
  "time",
  /** What still runs when a command has ended is ended. */
  "survivors",
] as const;
export type Guard = (typeof GUARDS)[number];

/** Guards that are taken away: none, but in the tests and in the proof at the start. */
export type Without = ReadonlySet<Guard>;
export const ALL_GUARDS_STAND: Without = new Set();
