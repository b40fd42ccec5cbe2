// What travels in the log, read strictly at each end: one record in, one typed message or the reason why not out.
import { createHash } from "node:crypto";
import { CLEAN_BODIES, CleanRecord, DeadLetter, type CleanBody } from "@atelier/contracts/clean.ts";
import { KINDS, SOURCES, type Kind, type SourceId } from "@atelier/contracts/kinds.ts";
import { Pseudonym } from "@atelier/contracts/pseudonym.ts";
import { RawRecord } from "@atelier/contracts/raw.ts";
import type { IncomingRecord } from "@atelier/platform/kafka.ts";
import { z } from "zod";
import { readCanonical } from "./canonical-envelope.ts";
import { guardOf, type Guard } from "./fast-guard.ts";

/** A clean record whose body is known to be of its kind. */
export type CleanOf<K extends Kind> = Omit<CleanRecord, "kind" | "body"> & {
  readonly kind: K;
  readonly body: CleanBody<K>;
};

export type Read<T> =
  | {
      readonly type: "message";
      readonly message: T;
      /** The text of the envelope, where it is in canonical form: see `writeAfter`. */
      readonly head?: string;
    }
  | { readonly type: "tombstone" }
  | { readonly type: "poison"; readonly dead: DeadLetter };

/** The kind that a topic `<layer>.<kind>` is for. */
export function kindOf(topic: string): Kind {
  const kind = KINDS.find((known) => topic.endsWith(`.${known}`));
  if (!kind) throw new Error(`${topic} is not a topic of the lab`);
  return kind;
}

/** What to say of a record so broken that it does not tell where it is from. */
const LIKELY_SOURCE: { readonly [K in Kind]: SourceId } = {
  sellers: "seller-pages",
  certifications: "registry",
  products: "catalogue-pages",
  reviews: "review-pages",
  orders: "partner-orders",
  customers: "drop-customers",
  prices: "drop-prices",
  labels: "drop-labels",
  files: "media",
  erasures: "events",
};

const rawOf = formatsByKind(
  (kind) => RawRecord.extend({ kind: z.literal(kind) }),
  () => RawRecord.shape.body,
);
const cleanOf = formatsByKind(
  (kind) => CleanRecord.extend({ kind: z.literal(kind), body: CLEAN_BODIES[kind] }),
  (kind) => CLEAN_BODIES[kind],
);
const deadOf = formatsByKind((kind) => DeadLetter.extend({ kind: z.literal(kind) }));

interface Format<T> {
  readonly schema: z.ZodType<T>;
  readonly isValid: Guard;
  /** For records in canonical form: what is left to be checked; undefined where that form is not known. */
  readonly isBodyValid?: Guard;
}

function formatsByKind<T>(
  make: (kind: Kind) => z.ZodType<T>,
  bodyOf?: (kind: Kind) => z.ZodType,
): Readonly<Record<Kind, Format<T>>> {
  const formats = KINDS.map((kind) => {
    const schema = make(kind);
    return [
      kind,
      { schema, isValid: guardOf(schema), ...(bodyOf && { isBodyValid: guardOf(bodyOf(kind)) }) },
    ] as const;
  });
  return Object.fromEntries(formats) as Record<Kind, Format<T>>;
}

export function readRaw(kind: Kind, record: IncomingRecord): Read<RawRecord> {
  return read(kind, rawOf[kind], record, ({ id }) => id);
}

export function readClean<K extends Kind>(kind: K, record: IncomingRecord): Read<CleanOf<K>> {
  // The table of formats forgets which of them the kind chose.
  return read(kind, cleanOf[kind] as unknown as Format<CleanOf<K>>, record, ({ id }) => id);
}

export function readDead(kind: Kind, record: IncomingRecord): Read<DeadLetter> {
  return read(kind, deadOf[kind], record, ({ pointer }) => pointer);
}

/** No store can keep a NUL character; PostgreSQL refuses a whole batch for one. */
const NUL = String.raw`\u0000`;

function read<T>(
  kind: Kind,
  { schema, isValid, isBodyValid }: Format<T>,
  record: IncomingRecord,
  keyOf: (message: T) => string,
): Read<T> {
  if (record.value === null) return { type: "tombstone" };
  const text = record.value.toString("utf8");
  const canonical = isBodyValid && readCanonical(kind, text);
  if (canonical && canonical.message.id === record.key && isBodyValid(canonical.message.body)) {
    // Whatever is amiss is named by the ordinary way below.
    if (!text.includes(NUL))
      return { type: "message", message: canonical.message as T, head: canonical.head };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return poison(kind, record, undefined, "not JSON");
  }
  if (text.includes(NUL)) return poison(kind, record, json, "holds a NUL character");
  if (!isValid(json)) {
    const fields = schema.safeParse(json).error?.issues.map((issue) => issue.path.join(".") || "record");
    return poison(kind, record, json, `not as the schema says: ${[...new Set(fields)].join(", ")}`);
  }
  const message = json as T;
  if (keyOf(message) !== record.key) return poison(kind, record, json, "key is not the record's id");
  return { type: "message", message };
}

/** Whatever of a broken record can still be trusted. */
const Remains = z.object({
  source: z.enum(SOURCES).optional().catch(undefined),
  observedAt: z.iso.datetime().optional().catch(undefined),
  subjects: z.array(z.unknown()).catch([]),
});

function poison(kind: Kind, record: IncomingRecord, json: unknown, reason: string): Read<never> {
  const remains = Remains.safeParse(json).data;
  return {
    type: "poison",
    dead: {
      source: remains?.source ?? LIKELY_SOURCE[kind],
      kind,
      pointer: record.key || `offset ${record.offset}`,
      hash: createHash("sha256")
        .update(record.value ?? "")
        .digest("hex"),
      rule: "schema",
      reason,
      observedAt: remains?.observedAt ?? new Date(record.timestampMs).toISOString(),
      subjects: (remains?.subjects ?? []).flatMap((subject) => Pseudonym.safeParse(subject).data ?? []),
    },
  };
}
