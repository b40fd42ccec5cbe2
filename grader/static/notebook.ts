// The cells of a notebook, as text: outputs are never looked at, nothing is run.
import { z } from "zod";

const Notebook = z.object({
  cells: z
    .array(z.object({ cell_type: z.string(), source: z.union([z.string(), z.array(z.string())]) }))
    .max(5000),
});

export interface Cell {
  readonly kind: string;
  readonly source: string;
}

/** Undefined for what is no notebook. */
export function notebookCells(text: string): Cell[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = Notebook.safeParse(json);
  return read.data?.cells.map(({ cell_type: kind, source }) => ({
    kind,
    source: Array.isArray(source) ? source.join("") : source,
  }));
}

/** Its code as one file, without the lines that are the notebook's own commands. */
export function notebookCode(text: string): string | undefined {
  return notebookCells(text)
    ?.filter(({ kind, source }) => kind === "code" && !source.trimStart().startsWith("%%"))
    .map(({ source }) => source.replaceAll(/^([ \t]*)[!%?][^\n]*/gmu, "$1pass"))
    .join("\n");
}
