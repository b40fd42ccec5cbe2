// Tables of Markdown, from rows.

/** A cell cannot hold the sign that separates cells, nor a line's end. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");

const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export const code = (text: string): string => `\`${text}\``;
