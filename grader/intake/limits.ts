// How much a submission may be: far above any honest one, far below what would trouble a machine.

const MB = 2 ** 20;

export interface IntakeLimits {
  readonly archiveBytes: number;
  /** Of all files that are kept. */
  readonly treeBytes: number;
  /** Files and folders that are kept. */
  readonly entries: number;
  /** All that is looked at, what is skipped included. */
  readonly entriesSeen: number;
  /** Unpacked bytes over packed ones, looked at from `ratioFromBytes` on. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
}

export const INTAKE_LIMITS: IntakeLimits = {
  archiveBytes: 1024 * MB,
  treeBytes: 1024 * MB,
  entries: 20_000,
  entriesSeen: 300_000,
  ratio: 200,
  ratioFromBytes: 64 * MB,
};
