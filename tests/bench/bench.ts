// Words of the bench. A bench measures contestants side by side, run after run, and answers some rows; a row is
// one ratio (or one figure) against its goal; a peer is somebody else's tool doing the same work.

export type Goal = { readonly atLeast: number } | { readonly atMost: number };

export interface RowSpec {
  readonly id: string;
  /** What is measured, as the table says it. */
  readonly what: string;
  readonly unit: "ratio" | "seconds" | "MB" | "requests/s";
  readonly goal: Goal;
}

export interface RowResult {
  readonly id: string;
  readonly measured: number | null;
  readonly goal: Goal;
  /** Null when a peer or a part is absent: nothing was proven either way. */
  readonly met: boolean | null;
  /** Why `measured` is null, or why a measured figure does not count. */
  readonly reason?: string;
}

export interface Settings {
  readonly runs: number;
  /** Multiplies the amount of work; below 1 it only tries that everything works. */
  readonly size: number;
  /** A scratch folder of this run, removed at its end. */
  readonly workFolder: string;
  /** Where peers are installed once, outside the checkout. */
  readonly cacheFolder: string;
  readonly repositoryFolder: string;
  /** Environment for child processes. */
  readonly environment: NodeJS.ProcessEnv;
  /** One line of progress. */
  readonly say: (line: string) => void;
}

export interface Section {
  readonly rows: readonly RowResult[];
  /** Markdown: one line per contestant with its medians and ranges. */
  readonly table: string;
}

export interface Bench {
  readonly title: string;
  readonly rows: readonly RowSpec[];
  /** Measures what the wanted rows need. */
  measure(wanted: ReadonlySet<string>, settings: Settings): Promise<Section>;
}

export function judge(spec: RowSpec, measured: number): RowResult {
  const met = "atLeast" in spec.goal ? measured >= spec.goal.atLeast : measured <= spec.goal.atMost;
  return { id: spec.id, measured, goal: spec.goal, met };
}

export function unmeasured(spec: RowSpec, reason: string): RowResult {
  return { id: spec.id, measured: null, goal: spec.goal, met: null, reason };
}
