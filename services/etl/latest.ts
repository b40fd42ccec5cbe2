// What a batch of messages leaves of each key: pure, so that "an older record never overwrites a newer one" can be
// tried without a store.

export interface Versioned {
  readonly version: number;
}

export interface KeyState<T> {
  /** The batch had a tombstone: what the store holds of this key goes first. */
  readonly erased: boolean;
  /** The newest record since, if any; the later of two with the same version. */
  readonly latest: T | undefined;
  /** An older record followed the newest one: compaction of the log will keep the wrong one. */
  readonly endsWithOlder: boolean;
}

/** Folds messages, in the order of the log, into one state per key; undefined is a tombstone. */
export function latestByKey<T extends Versioned>(
  messages: Iterable<readonly [key: string, message: T | undefined]>,
): Map<string, KeyState<T>> {
  const states = new Map<string, KeyState<T>>();
  for (const [key, message] of messages) {
    const state = states.get(key);
    if (message === undefined) states.set(key, { erased: true, latest: undefined, endsWithOlder: false });
    else if (!state?.latest || message.version >= state.latest.version) {
      states.set(key, { erased: state?.erased ?? false, latest: message, endsWithOlder: false });
    } else states.set(key, { ...state, endsWithOlder: true });
  }
  return states;
}
