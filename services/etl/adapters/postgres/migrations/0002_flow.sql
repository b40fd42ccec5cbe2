-- What the loader needs beside the facts: where it stands in every partition, whom it must forget, what it owes to
-- Kafka, and what could not be loaded.

-- The authority on offsets: `next` is written in the transaction of the rows it speaks of.
CREATE TABLE store.offsets (
  topic text NOT NULL,
  partition integer NOT NULL,
  next bigint NOT NULL CHECK (next >= 0),
  PRIMARY KEY (topic, partition)
);

-- The ledger: pseudonyms of persons who objected or were erased. `seq` grows with every commit, because whoever
-- writes here holds the ledger's advisory lock.
CREATE TABLE store.forgotten (
  subject store.pseudonym PRIMARY KEY,
  reason text NOT NULL CHECK (reason IN ('erasure', 'objection')),
  at timestamptz NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE
);

-- Their reviews, by id alone, so that a label of one is neither kept nor taken for an orphan.
CREATE TABLE store.forgotten_reviews (review_id text PRIMARY KEY);

-- Records owed to Kafka by a committed transaction; a null value is a tombstone.
CREATE TABLE store.outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic text NOT NULL,
  key text NOT NULL,
  value text
);

-- Topics in which something must vanish, and when to append to each of their partitions: only an append rolls the
-- segment that still holds it, and only a rolled segment is compacted.
CREATE TABLE store.sweeps (
  topic text PRIMARY KEY,
  due_at timestamptz NOT NULL
);

-- Quality: dead letters, each a pointer and a reason, never the payload.
CREATE TABLE store.rejects (
  kind text NOT NULL,
  pointer text NOT NULL,
  source text NOT NULL,
  hash text NOT NULL,
  rule text NOT NULL,
  reason text NOT NULL,
  observed_at timestamptz NOT NULL,
  version bigint NOT NULL,
  subjects text[] NOT NULL,
  PRIMARY KEY (kind, pointer)
);

-- Quality: what the integrity checks found, the latest run of each.
CREATE TABLE store.integrity (
  name text PRIMARY KEY,
  proves text NOT NULL,
  violations bigint NOT NULL CHECK (violations >= 0),
  examples text[] NOT NULL,
  checked_at timestamptz NOT NULL
);
