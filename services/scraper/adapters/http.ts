// HTTP as the collector needs it: whole answers of bounded size, without the cost of a stream for each, and streams
// where an answer is long. One pool of kept-alive connections per origin; every wait has an end.
import { gunzip, gunzipSync } from "node:zlib";
import { promisify } from "node:util";
import { Pool, type Dispatcher } from "undici";
import { PermanentError, RetryableError } from "@atelier/platform/errors.ts";

export interface HttpConfig {
  readonly url: string;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  /** Longest silence before and within an answer. */
  readonly idleTimeoutMs: number;
  /** Longest time that a whole answer may take. */
  readonly answerTimeoutMs: number;
}

export type Headers = Readonly<Record<string, string | undefined>>;

export interface WholeAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Decoded. */
  readonly body: Buffer;
}

interface WholeOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /** A longer body is cut there instead of refused. */
  readonly cut?: boolean;
}

export interface StreamAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Dispatcher.ResponseData["body"];
}

interface StreamOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** In place of the ordinary one. */
  readonly idleTimeoutMs?: number | undefined;
}

export interface Http {
  /** @throws RetryableError when the network fails; PermanentError `answer-too-large` */
  whole(path: string, options: WholeOptions): Promise<WholeAnswer>;
  /** @throws RetryableError when the network fails */
  stream(path: string, options: StreamOptions): Promise<StreamAnswer>;
  close(): Promise<void>;
}

const SYNC_GUNZIP_BYTES = 64 * 1024;
const gunzipAsync = promisify(gunzip);

export function createHttp(config: HttpConfig): Http {
  const pool = new Pool(config.url, {
    connections: config.connections,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    headersTimeout: config.idleTimeoutMs,
    bodyTimeout: config.idleTimeoutMs,
    connect: { timeout: config.idleTimeoutMs },
  });

  function fetchWhole(path: string, { headers, maxBytes, cut = false }: WholeOptions): Promise<WholeAnswer> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let size = 0;
      let status = 0;
      let received: Headers = {};
      let isCut = false;
      let timer: NodeJS.Timeout | undefined;
      const finish = () => {
        clearTimeout(timer);
        resolve({
          status,
          headers: received,
          body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks),
        });
      };
      pool.dispatch(
        { path, method: "GET", headers: { ...config.headers, ...headers } },
        {
          onRequestStart(controller) {
            timer = setTimeout(() => {
              controller.abort(new RetryableError("answer-too-slow", `${path}: no whole answer in time`));
            }, config.answerTimeoutMs);
          },
          onResponseStart(_controller, statusCode, rawHeaders) {
            status = statusCode;
            received = rawHeaders as Headers;
          },
          onResponseData(controller, chunk) {
            size += chunk.length;
            if (size <= maxBytes) {
              chunks.push(chunk);
            } else if (cut) {
              chunks.push(chunk.subarray(0, chunk.length - (size - maxBytes)));
              isCut = true;
              controller.abort(new Error("enough was read"));
            } else {
              controller.abort(
                new PermanentError("answer-too-large", `${path}: more than ${maxBytes} bytes`),
              );
            }
          },
          onResponseEnd: finish,
          onResponseError(_controller, error) {
            if (isCut) return finish();
            clearTimeout(timer);
            reject(networkError(path, error));
          },
        },
      );
    });
  }

  return {
    async whole(path, options) {
      const answer = await fetchWhole(path, options);
      if (answer.headers["content-encoding"] !== "gzip") return answer;
      return { ...answer, body: await decode(path, answer.body, options.maxBytes) };
    },
    async stream(path, { headers, signal, idleTimeoutMs = config.idleTimeoutMs }) {
      try {
        const {
          statusCode,
          headers: received,
          body,
        } = await pool.request({
          path,
          method: "GET",
          headers: { ...config.headers, ...headers },
          signal,
          bodyTimeout: idleTimeoutMs,
        });
        return { status: statusCode, headers: received as Headers, body };
      } catch (error) {
        throw networkError(path, error);
      }
    },
    close: () => pool.destroy(),
  };
}

/** @throws PermanentError when the compressed body is damaged or too large once decoded. */
async function decode(path: string, body: Buffer, maxBytes: number): Promise<Buffer> {
  const options = { maxOutputLength: maxBytes };
  try {
    return body.length <= SYNC_GUNZIP_BYTES ? gunzipSync(body, options) : await gunzipAsync(body, options);
  } catch (error) {
    throw new PermanentError("bad-encoding", `${path}: the compressed answer cannot be read`, {
      cause: error,
    });
  }
}

function networkError(path: string, error: unknown): Error {
  if (error instanceof PermanentError || error instanceof RetryableError) return error;
  const reason = error instanceof Error ? error.message || error.name : String(error);
  return new RetryableError("source-unreachable", `${path}: ${reason}`, { cause: error });
}
