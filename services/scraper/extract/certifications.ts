// A page of the registry's table.
import { rawId } from "@atelier/contracts/ids.ts";
import {
  join,
  orDeadLetter,
  rawRecord,
  ShapeChanged,
  type ExtractContext,
  type Extracted,
} from "./extracted.ts";
import { attributeOrNull, parseHtml, requiredText } from "./page.ts";

export interface ExtractedCertifications extends Extracted {
  /** Path of the next page. */
  readonly next: string | null;
}

export function extractRegistryPage(html: string, context: ExtractContext): ExtractedCertifications {
  const $ = parseHtml(html);
  const next = attributeOrNull($.root(), "a[rel=next]", "href");
  const extracted = orDeadLetter(context, "registry", "certifications", () => {
    if ($("table.certifications").length === 0) throw new ShapeChanged("table.certifications");
    return join(
      $("table.certifications tbody tr")
        .toArray()
        .map((row, index) =>
          orDeadLetter(
            context,
            "registry",
            "certifications",
            () => {
              const cells = $(row);
              const body = {
                sellerId: requiredText(cells, "td.identifiant"),
                label: requiredText(cells, "td.label"),
                validUntil: requiredText(cells, "td.validite"),
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
