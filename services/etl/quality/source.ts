// The sources as the controls see them: what they list now, and what their clock says. Few requests, and none in a hurry.
import { setTimeout as delay } from "node:timers/promises";
import { OrdersPageJson, PARTNER_PATHS, SITE_PATHS } from "@atelier/contracts/source.ts";
import { RetryableError } from "@atelier/platform/errors.ts";

export interface Sources {
  /** By the site's own `Date`. */
  now(): Promise<Date>;
  sellers(): Promise<Listed>;
  /** Pages of products: their addresses, which do not say the product. */
  productPages(): Promise<Listed>;
  orders(): Promise<Listed>;
}

/** What a source lists: when each was changed last, in milliseconds. */
export type Listed = ReadonlyMap<string, number>;

const TIMEOUT_MS = 10_000;
const TRIES = 8;
const BACK_OFF_MS = 250;
const MOST_WAIT_MS = 5000;
const AGENT = "AtelierControls/1.0 (+mailto:collecte@atelier.example)";
const ORDERS_A_PAGE = 500;

export function connectSources(urls: {
  readonly siteUrl: string;
  readonly partnerUrl: string;
  readonly partnerKey: string;
}): Sources {
  let sitemap: Promise<[string, number][]> | undefined;
  const listed = async (path: RegExp): Promise<Listed> => {
    sitemap ??= readSitemap(new URL(SITE_PATHS.sitemap, urls.siteUrl));
    return new Map(
      (await sitemap).flatMap(([one, at]) => {
        const name = path.exec(one)?.[1];
        return name === undefined ? [] : [[name, at] as const];
      }),
    );
  };
  return {
    async now() {
      const answer = await get(new URL(SITE_PATHS.robots, urls.siteUrl));
      return new Date(answer.headers.get("date") ?? Date.now());
    },
    sellers: () => listed(/^\/vendeurs\/([^/]+)$/),
    productPages: () => listed(/^\/categories\/([^/]+\/[^/]+)$/),
    async orders() {
      const orders = new Map<string, number>();
      for (let cursor: string | null = ""; cursor !== null;) {
        const url = new URL(PARTNER_PATHS.orders, urls.partnerUrl);
        url.searchParams.set("limite", String(ORDERS_A_PAGE));
        if (cursor !== "") url.searchParams.set("curseur", cursor);
        const page = OrdersPageJson.parse(
          await (await get(url, { authorization: `Bearer ${urls.partnerKey}` })).json(),
        );
        for (const { id, modifiee_le: at } of page.commandes) orders.set(id, Date.parse(at));
        cursor = page.suivant;
      }
      return orders;
    },
  };
}

async function readSitemap(url: URL): Promise<[string, number][]> {
  const entries = (await (await get(url)).text()).matchAll(
    /<loc>([^<]+)<\/loc>\s*(?:<lastmod>([^<]+)<\/lastmod>)?/g,
  );
  return [...entries].map(([, loc = "", lastmod = ""]) => [new URL(loc).pathname, Date.parse(lastmod) || 0]);
}

/** @throws RetryableError when the source does not answer in the end */
async function get(url: URL, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  let why: unknown;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      const answer = await fetch(url, {
        headers: { ...headers, "user-agent": AGENT },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (answer.ok) return answer;
      why = new Error(`HTTP ${answer.status}`);
      await answer.body?.cancel();
      const seconds = Number(answer.headers.get("retry-after") ?? 0);
      await delay(Math.min(MOST_WAIT_MS, Math.max(BACK_OFF_MS * 2 ** attempt, seconds * 1000)));
    } catch (error) {
      why = error;
      await delay(BACK_OFF_MS);
    }
  }
  throw new RetryableError("source-unreachable", `${url.pathname} cannot be had`, { cause: why });
}
