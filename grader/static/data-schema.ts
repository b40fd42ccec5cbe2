// The names of things in a schema of data, whichever tool has drawn it.
import type { StaticFacts } from "../observations/static.ts";
import type { TextFile } from "./text-file.ts";

const NAME = String.raw`["'\x60]?([\p{L}\p{N}_.\- ]{1,80}?)["'\x60]?`;
const FORMS: readonly (readonly [string, RegExp, readonly RegExp[]])[] = [
  ["graphml", /<graphml\b/iu, [/<(?:y:NodeLabel|data)\b[^<>]{0,500}>\s{0,20}([^<>]{1,200}?)\s{0,20}</giu]],
  [
    "looping",
    /<(?:Looping|MCD|entite|Entity)\b/iu,
    [/\b(?:nom|name|code|libelle|title)="([^"<>]{1,100})"/giu],
  ],
  [
    "mermaid",
    /\berDiagram\b|\bclassDiagram\b/u,
    [
      /^[ \t]{0,20}(?:class[ \t]+)?"?([\p{L}_][\p{L}\p{N}_-]{0,80})"?[ \t]{0,20}\{/gmu,
      /^[ \t]{0,20}"?([\p{L}_][\p{L}\p{N}_-]{0,80})"?[ \t]+[|}o][|o{}.-]{2,8}[ \t]*[\p{L}_]/gmu,
      /[|o][|{][ \t]+"?([\p{L}_][\p{L}\p{N}_-]{0,80})"?[ \t]*:/gu,
    ],
  ],
  [
    "sql",
    /\bcreate\s{1,20}table\b/iu,
    [
      /\bcreate\s{1,20}table\s{1,20}(?:if\s{1,20}not\s{1,20}exists\s{1,20})?((?:["\x60]?[\p{L}\p{N}_]{1,60}["\x60]?\.){0,2}["\x60]?[\p{L}\p{N}_]{1,60})/giu,
    ],
  ],
  [
    "dbml",
    /^[ \t]{0,20}table\s{1,20}/imu,
    [
      new RegExp(
        String.raw`^[ \t]{0,20}table[ \t]{1,20}${NAME}[ \t]{0,20}(?:as[ \t]{1,20}\w{1,60}[ \t]{0,20})?(?:\[[^\]]{0,200}\][ \t]{0,20})?\{`,
        "gimu",
      ),
    ],
  ],
];
const MOST_NAMES = 300;

export function readDataSchema({ path, text }: TextFile): StaticFacts["schema"] {
  const known = FORMS.find(([, sign]) => sign.test(text));
  if (!known) return { path, form: "unknown", names: [] };
  const [form, , patterns] = known;
  const names = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ""));
  return { path, form, names: [...new Set(names.map((name) => name.trim()))].slice(0, MOST_NAMES) };
}
