// `train`: a baseline that knows nothing but the share of fraud among the labels. Do better.
import { mkdir, writeFile } from "node:fs/promises";
import { MODEL_FILE } from "./environment.ts";
import { bodies } from "./raw.ts";

const labels = await bodies<{ verdict: string }>("labels");
const frauds = labels.filter(({ verdict }) => verdict === "frauduleux").length;
await mkdir("model", { recursive: true });
await writeFile(MODEL_FILE, JSON.stringify({ share: frauds / Math.max(1, labels.length) }));
console.log("labels:", labels.length);
