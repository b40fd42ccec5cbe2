// What each file of the drop is, and how one of its lines is read.
import type { Kind, SourceId } from "@atelier/contracts/kinds.ts";
import type { RuleSet } from "@atelier/contracts/rules.ts";
import { DROP_FILES } from "@atelier/contracts/source.ts";
import { readHeader, type ReadRow } from "./csv.ts";
import { CUSTOMER_COLUMNS, customersEncoding, extractCustomer } from "./customers.ts";
import { deadLetter, NOTHING, orDeadLetter, type ExtractContext, type Extracted } from "./extracted.ts";
import { extractLabel, LABEL_COLUMNS } from "./labels.ts";
import { extractPriceLine } from "./prices.ts";

/** Reads the lines of one file in order. @throws ShapeChanged when the file as a whole cannot be read */
export type LineReader = (bytes: Buffer, context: ExtractContext) => Extracted;

export interface DropFile {
  readonly name: string;
  readonly source: SourceId;
  readonly kind: Kind;
  readonly compressed: boolean;
  readonly openReader: (rules: RuleSet) => LineReader;
}

export const DROP: readonly DropFile[] = [
  {
    name: DROP_FILES.customers,
    source: "drop-customers",
    kind: "customers",
    compressed: false,
    openReader: (rules) =>
      csvReader("drop-customers", "customers", CUSTOMER_COLUMNS, singleByte(rules), extractCustomer),
  },
  {
    name: DROP_FILES.prices,
    source: "drop-prices",
    kind: "prices",
    compressed: true,
    openReader: () => (bytes, context) => {
      const line = utf8(bytes);
      return line === null ? notUtf8("drop-prices", "prices", context) : extractPriceLine(line, context);
    },
  },
  {
    name: DROP_FILES.labels,
    source: "drop-labels",
    kind: "labels",
    compressed: false,
    openReader: () => csvReader("drop-labels", "labels", LABEL_COLUMNS, utf8, extractLabel),
  },
];

type Decode = (bytes: Buffer) => string | null;

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });
const utf8: Decode = (bytes) => {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
};

/** WHATWG's "latin1" is Windows-1252 in disguise; Buffer's is the real one, which the file claims to be. */
function singleByte(rules: RuleSet): Decode {
  if (customersEncoding(rules) === "latin1") return (bytes) => bytes.toString("latin1");
  const decoder = new TextDecoder("windows-1252");
  return (bytes) => decoder.decode(bytes);
}

function notUtf8(source: SourceId, kind: Kind, context: ExtractContext): Extracted {
  return {
    records: [],
    deadLetters: [deadLetter(context, source, kind, "unreadable", "the line is no valid UTF-8")],
  };
}

function csvReader<C extends string>(
  source: SourceId,
  kind: Kind,
  columns: readonly C[],
  decode: Decode,
  extract: (row: Readonly<Record<C, string>>, context: ExtractContext) => Extracted,
): LineReader {
  let readRow: ReadRow<C> | null = null;
  return (bytes, context) => {
    const line = decode(bytes);
    if (readRow === null) {
      readRow = readHeader(line ?? "", columns);
      return NOTHING;
    }
    if (line === null) return notUtf8(source, kind, context);
    if (line === "") return NOTHING;
    const read = readRow;
    return orDeadLetter(context, source, kind, () => extract(read(line), context));
  };
}
