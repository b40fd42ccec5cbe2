// What a submission locks: packages of its lock files, images of its compose and Docker files.
import type { TextFile } from "./text-file.ts";

const FORMS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /(?:^|\/)requirements[^/]*\.(?:txt|in|lock)$/iu,
    /^[ \t]*([A-Za-z0-9][\w.-]{0,100})[ \t]*(?:\[[^\]\n]{0,100}\])?[ \t]*===?/gmu,
  ],
  [/(?:^|\/)(?:uv|poetry|pdm|Cargo)\.lock$/u, /^name = "([^"\n]{1,100})"/gmu],
  [/(?:^|\/)Pipfile\.lock$/u, /^ {8}"([^"\n]{1,100})": \{/gmu],
  [
    /(?:^|\/)package-lock\.json$/u,
    /"(?:[^"\n]{0,200}\/)?node_modules\/((?:@[^"/\n]{1,100}\/)?[^"/\n]{1,100})": ?\{/gu,
  ],
  [/(?:^|\/)(?:yarn\.lock)$/u, /^"?((?:@[^@"\n/]{1,100}\/)?[^@"\n/ ]{1,100})@/gmu],
  [/(?:^|\/)pnpm-lock\.yaml$/u, /^ {2}'?\/?((?:@[^@'\n/]{1,100}\/)?[^@'\n/ ]{1,100})@/gmu],
  [
    /(?:^|\/)(?:pixi\.lock|conda-lock\.yml|environment\.ya?ml)$/u,
    /^[ \t]*-[ \t]*([a-z0-9][\w.-]{0,100})==?[\d]/gmu,
  ],
  [/(?:^|\/)renv\.lock$/u, /"Package": ?"([^"\n]{1,100})"/gu],
  [/(?:^|\/)go\.sum$/u, /^(\S{1,200}) v/gmu],
  [/(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/iu, /^[ \t]*image:[ \t]*["']?([^\s"'#]{1,200})/gmu],
  [/(?:^|\/)[^/]*Dockerfile[^/]*$/iu, /^FROM[ \t]+(?:--\S{1,100}[ \t]+)?(\S{1,200})/gimu],
];

/** Package or image → the file that names it. */
export function lockedNames(texts: readonly TextFile[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, text } of texts) {
    for (const [name, pattern] of FORMS) {
      if (!name.test(path)) continue;
      for (const match of text.matchAll(pattern)) {
        for (const known of spellings(match[1] ?? "")) if (!found.has(known)) found.set(known, path);
      }
    }
  }
  return found;
}

/** `docker.io/library/postgres:17` is postgres too. */
function spellings(name: string): string[] {
  const plain = normalName(name);
  const image = normalName(name.split("@")[0]?.split("/").at(-1)?.split(":")[0] ?? "");
  return [...new Set([plain, image])].filter((spelling) => spelling !== "");
}

/** PEP 503, which does no harm to others' names. */
export const normalName = (name: string): string => name.toLowerCase().replaceAll(/[-_. ]+/gu, "-");
