// Rule `customer-duplicate`, pure: records that share an e-mail or a phone are one customer, transitively.

export interface CustomerKeys {
  readonly recordId: string;
  readonly emailKey: string;
  readonly phoneKey: string | null;
}

/** Record id → the id of its cluster: the least record id of the cluster. */
export function clusterCustomers(records: readonly CustomerKeys[]): Map<string, string> {
  const parents = new Map(records.map(({ recordId }) => [recordId, recordId]));
  function rootOf(id: string): string {
    let root = id;
    for (
      let parent = parents.get(root);
      parent !== undefined && parent !== root;
      parent = parents.get(root)
    ) {
      root = parent;
    }
    for (let at = id; at !== root;) {
      const next = parents.get(at) ?? root;
      parents.set(at, root); // the next search is short
      at = next;
    }
    return root;
  }
  const holders = new Map<string, string>();
  for (const { recordId, emailKey, phoneKey } of records) {
    for (const key of [`e:${emailKey}`, ...(phoneKey === null ? [] : [`p:${phoneKey}`])]) {
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, recordId);
      else {
        const [one, other] = [rootOf(holder), rootOf(recordId)];
        // The lesser id stays the root, so that a cluster's name does not depend on the order of its records.
        if (one < other) parents.set(other, one);
        else if (other < one) parents.set(one, other);
      }
    }
  }
  return new Map(records.map(({ recordId }) => [recordId, rootOf(recordId)]));
}
