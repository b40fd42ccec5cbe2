// What a service shows at /metrics, read back: https://prometheus.io/docs/instrumenting/exposition_formats/
export interface Family {
  readonly name: string;
  readonly type: string;
  readonly series: readonly Readonly<Record<string, string>>[];
}

const SUFFIX = /_(bucket|sum|count)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

export function readExposition(text: string): Family[] {
  const families = new Map<string, { name: string; type: string; series: Record<string, string>[] }>();
  for (const line of text.split("\n")) {
    const declared = /^# TYPE (\w+) (\w+)$/.exec(line);
    if (declared) families.set(declared[1]!, { name: declared[1]!, type: declared[2]!, series: [] });
    const sample = /^(\w+)(?:\{(.*)\})? \S+$/.exec(line);
    if (!sample) continue;
    const family = families.get(sample[1]!) ?? families.get(sample[1]!.replace(SUFFIX, ""));
    if (!family) throw new Error(`a sample without a type: ${line}`);
    family.series.push(
      Object.fromEntries([...(sample[2] ?? "").matchAll(LABEL)].map(([, name, value]) => [name!, value!])),
    );
  }
  return [...families.values()];
}

/** Shapes of what there may be any number of: identifiers, addresses, hashes, times. */
const UNBOUNDED = [
  /:\/\//,
  /@/,
  /[0-9a-f]{12,}/i,
  /\d{5,}/,
  /^[A-Z0-9]{8,}$/,
  /[0-9a-f]{8}-[0-9a-f]{4}-/i,
  /\d{4}-\d\d-\d\d/,
];
/** Of these there is one at a time. */
const SINGLE = new Set(["model_info version", "nodejs_version_info version"]);

/** Labels that could take any number of values, as `metric{label="value"}`. */
export function unboundedLabels(families: readonly Family[]): string[] {
  return families.flatMap(({ name, series }) =>
    series.flatMap((labels) =>
      Object.entries(labels)
        // The bounds of a histogram's buckets are written in the code.
        .filter(
          ([label, value]) =>
            label !== "le" && !SINGLE.has(`${name} ${label}`) && UNBOUNDED.some((one) => one.test(value)),
        )
        .map(([label, value]) => `${name}{${label}="${value}"}`),
    ),
  );
}
