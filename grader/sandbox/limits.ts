// What one command may use.

export interface Limits {
  readonly memoryBytes: number;
  /** Two and a half: 2.5; Infinity where they are not bounded. */
  readonly cpuCores: number;
  /** Processes and threads at a time. */
  readonly pids: number;
  /** Of the largest file that it may write; folders are bounded by the disk that they are on. */
  readonly fileBytes: number;
  /** Of /tmp and of /dev/shm, each; they count as memory too. */
  readonly temporaryBytes: number;
  /** Undefined for what runs until it is stopped. */
  readonly wallMs: number | undefined;
  /** Standard output and standard error, each. */
  readonly outputBytes: number;
}

const MB = 2 ** 20;

/** What a stage of a submission may use; the brief says so. */
export const STAGE_LIMITS: Omit<Limits, "wallMs"> = {
  memoryBytes: 3072 * MB,
  cpuCores: 2,
  pids: 512,
  fileBytes: 2048 * MB,
  temporaryBytes: 512 * MB,
  outputBytes: 64 * MB,
};
