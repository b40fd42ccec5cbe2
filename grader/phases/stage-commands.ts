// What the flow sees of a command of the submission that runs, or has run, in the sandbox.

export interface SandboxRun {
  readonly code: number | null;
  readonly ended: "exited" | "time" | "memory" | "output" | "disk" | "stopped";
  readonly wallMs: number;
  readonly cpuSeconds: number;
  readonly peakMemoryBytes: number;
  /** Bounded; what came last. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface SeenProcess {
  readonly exited: Promise<SandboxRun>;
  /** Asks it to end, then ends it. */
  stop(graceMs: number): Promise<SandboxRun>;
  /** At once, with all that it has started. */
  kill(): Promise<void>;
  /** Everything it has written so far, for the search for leaks. */
  outputFiles(): readonly string[];
}
