// A page of the registry's table.
import { rawId } from "@atelier/contracts/ids.ts";
import { join, orDeadLetter, rawRecord, type ExtractContext, type Extracted } from "./extracted.ts";
import { elementOrNull, elements, parseHtml, requiredElement, requiredText } from "./page.ts";

export interface ExtractedCertifications extends Extracted {
  /** Path of the next page. */
  readonly next: string | null;
}

export function extractRegistryPage(html: string, context: ExtractContext): ExtractedCertifications {
  const document = parseHtml(html);
  const next = elementOrNull(document, "a[rel=next]")?.attribs.href ?? null;
  const extracted = orDeadLetter(context, "registry", "certifications", () => {
    const table = requiredElement(document, "table.certifications");
    return join(
      elements(table, "tbody tr").map((row, index) =>
        orDeadLetter(
          context,
          "registry",
          "certifications",
          () => {
            const body = {
              sellerId: requiredText(row, "td.identifiant"),
              label: requiredText(row, "td.label"),
              validUntil: requiredText(row, "td.validite"),
            };
            const id = rawId.certifications(body);
            const record = rawRecord(context, "registry", "certifications", id, body, { version: 0 });
            return { records: [record], deadLetters: [] };
          },
          `${context.pointer}#${index + 1}`,
        ),
      ),
    );
  });
  return { ...extracted, next };
}
