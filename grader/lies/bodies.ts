// Lies about what a source answers: the form stays, the content is another.
import { gunzipSync, gzipSync } from "node:zlib";

export const HTTP_LIES = ["dropped", "repeated", "corrupted", "empty", "refused"] as const;
export type HttpLie = (typeof HTTP_LIES)[number];

const LIST_ITEM = /<(li|article|tr)\b[^>]*>(?:(?!<\/?\1\b)[\s\S])*<\/\1>/g;
const LONGEST = 4_000_000;

/** What a lie makes of a body. `refused` is told by the status alone. */
export function lieAbout(body: Buffer, contentType: string, path: string, lie: HttpLie): Buffer {
  if (lie === "refused" || body.length > LONGEST) return body;
  if (path.endsWith(".gz")) return gzipSync(textLie(gunzipSync(body).toString("latin1"), "lines", lie));
  if (contentType.includes("json")) return Buffer.from(jsonLie(body.toString("utf8"), lie));
  // Bytes for characters, so that whatever the encoding is stays what it is.
  if (contentType.includes("html") || contentType.includes("xml")) {
    return textLie(body.toString("latin1"), "markup", lie);
  }
  return contentType.startsWith("text/") ? textLie(body.toString("latin1"), "lines", lie) : body;
}

function textLie(text: string, form: "lines" | "markup", lie: HttpLie): Buffer {
  return Buffer.from(lie === "corrupted" ? turnDigits(text) : listLie(text, form, lie), "latin1");
}

function listLie(text: string, form: "lines" | "markup", lie: HttpLie): string {
  if (form === "lines") {
    const [head = "", ...lines] = text.trimEnd().split("\n");
    return `${[head, ...itemsLie(lines, lie)].join("\n")}\n`;
  }
  const items = [...text.matchAll(LIST_ITEM)];
  const last = items.at(-1);
  if (!last) return text;
  if (lie === "empty") return text.replaceAll(LIST_ITEM, "");
  const put = lie === "repeated" ? last[0] + last[0] : "";
  return text.slice(0, last.index) + put + text.slice(last.index + last[0].length);
}

function jsonLie(text: string, lie: HttpLie): string {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return text;
  }
  return JSON.stringify(body, (_, value: unknown) => {
    if (Array.isArray(value)) return itemsLie(value as unknown[], lie);
    if (lie !== "corrupted") return value;
    if (typeof value === "number") return value + 1;
    return typeof value === "string" ? turnDigits(value) : value;
  });
}

function itemsLie<T>(items: readonly T[], lie: HttpLie): T[] {
  if (lie === "dropped") return items.slice(0, -1);
  if (lie === "repeated")
    return items.flatMap((item, at) => (at === items.length - 1 ? [item, item] : [item]));
  return lie === "empty" ? [] : [...items];
}

/** Digits of what people read: not those of tags, which are addresses and styles. */
const turnDigits = (text: string) =>
  text.replaceAll(/<[^>]*>|\d/g, (found) => (found.length > 1 ? found : String((Number(found) + 1) % 10)));
