// Tasks of one process that live and end together.

/** Runs tasks side by side; when one ends or fails, the others are told to stop. */
export async function sideBySide(
  signal: AbortSignal,
  start: (signal: AbortSignal) => Promise<void>[],
): Promise<void> {
  const ended = new AbortController();
  const tasks = start(AbortSignal.any([signal, ended.signal]));
  try {
    await Promise.race(tasks);
  } finally {
    ended.abort();
    await Promise.allSettled(tasks);
  }
}
