// Who is signed in: a random id for each, kept in memory. It ends with its token, with time, or when its owner says so.
import type { TokenEntry } from "@atelier/platform/tokens.ts";

export const SESSION_SECONDS = 8 * 3600;
const MOST_SESSIONS = 1000;

interface Session {
  /** Of the token, in hexadecimal: once it is no longer in force, neither is the session. */
  readonly sha256: string;
  readonly endsAtMs: number;
}

export interface Sessions {
  begin(entry: TokenEntry): string;
  /** @param entries those in force now */
  isOpen(id: string | undefined, entries: readonly TokenEntry[]): boolean;
  end(id: string | undefined): void;
}

export interface SessionDeps {
  readonly drawId: () => string;
  readonly nowMs: () => number;
}

/** Scopes that open the pages. */
export const mayRead = ({ scopes }: TokenEntry): boolean =>
  scopes.includes("read") || scopes.includes("admin");

export function createSessions({ drawId, nowMs }: SessionDeps): Sessions {
  // In the order of their beginning, so that the first is the oldest.
  const sessions = new Map<string, Session>();
  return {
    begin(entry) {
      const [oldest] = sessions.keys();
      if (sessions.size >= MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
      const id = drawId();
      sessions.set(id, { sha256: entry.sha256.toString("hex"), endsAtMs: nowMs() + SESSION_SECONDS * 1000 });
      return id;
    },
    isOpen(id, entries) {
      const session = id === undefined ? undefined : sessions.get(id);
      if (id === undefined || !session) return false;
      const isInForce = entries.some((one) => mayRead(one) && one.sha256.toString("hex") === session.sha256);
      if (isInForce && nowMs() < session.endsAtMs) return true;
      sessions.delete(id);
      return false;
    },
    end(id) {
      if (id !== undefined) sessions.delete(id);
    },
  };
}
