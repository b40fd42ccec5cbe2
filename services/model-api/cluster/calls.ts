// Calls between two of our own processes over Node's channel: each side offers functions by name, and awaits the other's.
import { z } from "zod";
import { RetryableError } from "@atelier/platform/errors.ts";

/** What a process and its worker have in common as ends of their channel. */
export interface Channel {
  send(message: object): unknown;
  on(event: "message", listener: (message: unknown) => void): unknown;
}

/** Any functions at all: each is typed where it is offered. */
type Offered = Record<string, (...args: never[]) => Promise<unknown>>;

export interface Calls<Theirs> {
  /** @throws RetryableError when the other side fails, is gone, or takes longer than the deadline. */
  call<Name extends keyof Theirs & string>(
    name: Name,
    ...args: Theirs[Name] extends (...given: infer Given) => unknown ? Given : never
  ): Theirs[Name] extends (...given: never[]) => infer Result ? Result : never;
  /** Fails what waits: the other side is gone. */
  close(): void;
}

const Message = z.union([
  z.object({ call: z.string(), id: z.number(), args: z.array(z.unknown()) }),
  z.object({ answer: z.number(), value: z.unknown().optional() }),
  z.object({ failed: z.number(), why: z.string() }),
]);

const failure = (why: string) => new RetryableError("other-process", why);

export function connectCalls<Theirs>(channel: Channel, ours: Offered, deadlineMs: number): Calls<Theirs> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let asked = 0;

  async function answer(name: string, id: number, args: unknown[]): Promise<void> {
    try {
      channel.send({ answer: id, value: await ours[name]?.(...(args as never[])) });
    } catch (error) {
      channel.send({ failed: id, why: String(error) });
    }
  }
  channel.on("message", (received) => {
    const message = Message.parse(received);
    if ("call" in message) void answer(message.call, message.id, message.args);
    else if ("answer" in message) waiting.get(message.answer)?.resolve(message.value);
    else waiting.get(message.failed)?.reject(failure(message.why));
  });
  return {
    call(name, ...args) {
      const id = (asked += 1);
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const timer = setTimeout(() => reject(failure(`no answer to ${name} in ${deadlineMs} ms`)), deadlineMs);
      waiting.set(id, { resolve, reject });
      channel.send({ call: name, id, args });
      return promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(id);
      }) as never;
    },
    close() {
      for (const { reject } of waiting.values()) reject(failure("the other process is gone"));
    },
  };
}
