// Several things at once, of which one's failure makes the others pointless.

/**
 * Runs all tasks at the same time. When one fails the others are asked to stop; once all have ended, so that nothing
 * goes on unseen, the first failure is thrown.
 */
export async function together<T>(
  tasks: readonly ((signal: AbortSignal) => Promise<T>)[],
  signal?: AbortSignal,
): Promise<T[]> {
  const failed = new AbortController();
  const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const failures: unknown[] = [];
  const results = await Promise.all(
    tasks.map(async (task) => {
      try {
        return [await task(either)];
      } catch (error) {
        failures.push(error);
        failed.abort();
        return [];
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
  return results.flat(1);
}
