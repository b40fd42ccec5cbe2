// What the command line sees of the machine it runs on; made by main.ts, faked by tests.
import type { Readable, Writable } from "node:stream";

export interface TerminalStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Real path of the checkout: what state and ports belong to. */
  readonly checkout: string;
  /** The Node that runs the services. */
  readonly node: string;
  readonly pid: number;
  /** 0 is root; -1 where users have no number. */
  readonly userId: number;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  /** Aborts at the first Ctrl-C (or SIGTERM): everything that was started must then be stopped. */
  readonly interrupted: AbortSignal;
}
