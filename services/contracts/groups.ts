// The consumer groups of the reference's data path and the topics each reads to the end: what "quiescent" means.
import { cleanTopic, deadTopic, KINDS, rawTopic } from "./kinds.ts";

export const GROUP_TOPICS = {
  normaliser: KINDS.map(rawTopic),
  "loader-postgres": [...KINDS.map(cleanTopic), ...KINDS.map(deadTopic)],
  /** Raw bodies as they are; of the clean layer what the document store shows, and the ledger. */
  "loader-mongo": [...KINDS.map(rawTopic), ...(["reviews", "files", "erasures"] as const).map(cleanTopic)],
  "loader-neo4j": (["sellers", "products", "reviews", "erasures"] as const).map(cleanTopic),
} as const;

export type GroupId = keyof typeof GROUP_TOPICS;
