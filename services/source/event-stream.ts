// The stream of server-sent events: the backlog from where the client left off, the end-of-world mark, then what each
// tick adds. A slow client is waited for: its position in the log is all that is kept for it.
import type { FastifyReply, FastifyRequest } from "fastify";
import { endOfWorldFrame } from "./displayed-json.ts";
import type { Shelves } from "./shelves.ts";

const FRAMES_A_WRITE = 200;
const RECONNECT_MS = 1000;

export interface EventStream {
  open(request: FastifyRequest, reply: FastifyReply): void;
  /** The shelves have changed. */
  notify(): void;
  /** A comment, so that nobody on the way takes a quiet stream for a dead one. */
  keepAlive(): void;
  close(): void;
}

export function createEventStream(shelves: Shelves): EventStream {
  const clients = new Set<{ pump: () => void; raw: FastifyReply["raw"] }>();

  return {
    open(request, reply) {
      const { raw, cutAfterEvents } = reply;
      let next = Math.min(lastEventId(request), shelves.events.length);
      const cutAt = cutAfterEvents === null ? Infinity : next + cutAfterEvents;
      let markedTick = -1;

      const write = (frames: Buffer) => {
        reply.streamedBytes += frames.length;
        raw.write(frames);
      };
      /** Writes what comes next; false when everything has been written. */
      const advance = (): boolean => {
        if (next < shelves.events.length) {
          const end = Math.min(next + FRAMES_A_WRITE, shelves.events.length, cutAt);
          const frames = [];
          for (; next < end; next += 1) frames.push(shelves.events.get(next));
          write(Buffer.concat(frames));
          // Ended rather than reset, so that the cut is at an exact event.
          if (next === cutAt) raw.end();
          return true;
        }
        if (markedTick === shelves.tick) return false;
        markedTick = shelves.tick;
        write(Buffer.from(endOfWorldFrame(next, shelves.now, shelves.tick)));
        return true;
      };
      const pump = () => {
        while (!raw.writableNeedDrain && !raw.writableEnded && !raw.destroyed && advance());
      };

      const client = { pump, raw };
      clients.add(client);
      raw.on("drain", pump);
      raw.once("close", () => clients.delete(client));
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) raw.setHeader(name, value ?? "");
      raw.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" });
      if (request.method === "HEAD") {
        raw.end();
        return;
      }
      write(Buffer.from(`retry: ${RECONNECT_MS}\n\n`));
      pump();
    },
    notify() {
      for (const client of clients) client.pump();
    },
    keepAlive() {
      for (const { raw } of clients) if (!raw.writableNeedDrain) raw.write(":\n\n");
    },
    close() {
      for (const { raw } of clients) raw.end();
    },
  };
}

/** Anything that is no sequence number starts from the beginning, as the specification's parsers do. */
function lastEventId(request: FastifyRequest): number {
  const sent = request.headers["last-event-id"];
  return typeof sent === "string" && /^\d{1,15}$/.test(sent) ? Number(sent) : 0;
}
