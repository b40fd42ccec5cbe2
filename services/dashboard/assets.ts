// The files that pages refer to. Their names carry their content's hash, so that a browser may keep them for ever.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export interface Assets {
  readonly style: Asset;
  readonly script: Asset;
  readonly icon: Asset;
  /** For large figures and titles. */
  readonly serif: Asset;
  readonly sans: Asset;
  readonly sansBold: Asset;
}

const own = (name: string) => new URL(`assets/${name}`, import.meta.url);
const FONT = "font/woff2";

export async function readAssets(): Promise<Assets> {
  const serif = await asset(
    new URL(import.meta.resolve("@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2")),
    FONT,
  );
  const sans = await asset(
    new URL(import.meta.resolve("@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2")),
    FONT,
  );
  const sansBold = await asset(
    new URL(import.meta.resolve("@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff2")),
    FONT,
  );
  const sheet = (await readFile(own("style.css"), "utf8"))
    .replace("serif.woff2", serif.path)
    .replace("sans.woff2", sans.path)
    .replace("sans-bold.woff2", sansBold.path);
  return {
    serif,
    sans,
    sansBold,
    style: named("style.css", Buffer.from(sheet), "text/css; charset=utf-8"),
    script: await asset(own("live.js"), "text/javascript; charset=utf-8"),
    icon: await asset(own("icon.svg"), "image/svg+xml"),
  };
}

async function asset(file: URL, type: string): Promise<Asset> {
  return named(file.pathname.split("/").at(-1) ?? "", await readFile(file), type);
}

function named(name: string, bytes: Buffer, type: string): Asset {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  return { path: `/assets/${hash}-${name}`, type, bytes };
}
