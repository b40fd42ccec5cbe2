// A PDF of plain text on A4 pages, written outright: same bytes for the same lines, no date and no identifier inside.
import { concat } from "./bytes.ts";
import { toCp1252 } from "./damage-text.ts";

const LINES_PER_PAGE = 46;
/** Objects 1 to 3 are the catalogue, the page tree and the font; then a page and its content, in turns. */
const pageNumber = (index: number): number => 4 + index * 2;
const escapePdf = (line: string): string => line.replaceAll(/[\\()]/g, (character) => `\\${character}`);

/** Lines in Helvetica 11 with WinAnsiEncoding (Windows-1252), `LINES_PER_PAGE` a page. PDF 1.4, §3 and §5. */
export function writePdf(title: string, lines: readonly string[]): Uint8Array {
  const pages: (readonly string[])[] = [];
  for (let at = 0; at < lines.length; at += LINES_PER_PAGE) pages.push(lines.slice(at, at + LINES_PER_PAGE));
  const objects: string[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageNumber(index)} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  for (const [index, page] of pages.entries()) {
    const shown = page.map((line) => `(${escapePdf(line)}) Tj T*`).join("\n");
    const content = `BT /F1 11 Tf 15 TL 56 786 Td\n${shown}\nET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageNumber(index) + 1} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  objects.push(`<< /Title (${escapePdf(title)}) >>`);
  // Every character is one byte of Windows-1252, so lengths of text are lengths in bytes.
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const crossReferenceAt = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  text += offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${crossReferenceAt}\n%%EOF\n`;
  return concat(toCp1252(text));
}
