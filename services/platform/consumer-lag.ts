// How far a member of a consumer group is behind, from what each fetch tells of the end of a partition anyway: nothing
// is asked of the broker for it.

export interface ConsumerLag {
  /** A fetch of a partition began at `position`, and the partition ended at `end` then. */
  fetched(topic: string, partition: number, position: bigint, end: bigint): void;
  committed(topic: string, partition: number, next: bigint): void;
  /** The group has given out its partitions anew: what others have now is theirs to tell. */
  assigned(partitions: Readonly<Record<string, readonly number[]>>): void;
}

interface Place {
  next: bigint;
  end: bigint;
}

/** @param tell hears of a topic's lag whenever it may have changed */
export function createConsumerLag(tell: (topic: string, records: number) => void): ConsumerLag {
  const topics = new Map<string, Map<number, Place>>();

  function tellOf(topic: string, places: ReadonlyMap<number, Place>): void {
    let records = 0n;
    for (const { next, end } of places.values()) if (end > next) records += end - next;
    tell(topic, Number(records));
  }

  return {
    fetched(topic, partition, position, end) {
      const places = topics.get(topic) ?? new Map<number, Place>();
      topics.set(topic, places);
      places.set(partition, { next: places.get(partition)?.next ?? position, end });
      tellOf(topic, places);
    },
    committed(topic, partition, next) {
      const places = topics.get(topic);
      const place = places?.get(partition);
      // One that was given away while its last batch was applied.
      if (!places || !place) return;
      place.next = next;
      tellOf(topic, places);
    },
    assigned(partitions) {
      for (const [topic, places] of topics) {
        const ours = new Set(partitions[topic]);
        for (const partition of places.keys()) if (!ours.has(partition)) places.delete(partition);
        tellOf(topic, places);
      }
    },
  };
}
