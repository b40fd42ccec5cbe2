// Many readers, one question to the store: what was read a moment ago serves whoever asks next.

/**
 * @param read takes a snapshot
 * @param nowMs a clock that only goes forward
 * @returns a reader whose answer is at most `maxAgeMs` old; a failure is not kept
 */
export function shareSnapshots<T>(
  read: () => Promise<T>,
  nowMs: () => number,
  maxAgeMs: number,
): () => Promise<T> {
  let begun = -Infinity;
  let latest: Promise<T> | undefined;
  return () => {
    if (latest && nowMs() - begun < maxAgeMs) return latest;
    begun = nowMs();
    const reading = read();
    latest = reading;
    reading.catch(() => {
      if (latest === reading) latest = undefined;
    });
    return reading;
  };
}
