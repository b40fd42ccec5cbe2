// A seller's page once its script has run. The contact's name and phone, shown there, are nobody's business here.
import { rawId } from "@atelier/contracts/ids.ts";
import { orDeadLetter, rawRecord, type ExtractContext, type Extracted } from "./extracted.ts";
import { exactText, parseHtml, requiredAttribute, requiredElement, requiredText } from "./page.ts";

/** Present as soon as the page's script is done. */
export const RENDERED_SELLER = '#vendeur[aria-busy="false"]';

/** Present when the script could not get the facts, which is no change of shape: another time it may. */
export const FAILED_SELLER = '#vendeur[aria-busy="error"]';

export function extractSellerPage(html: string, context: ExtractContext): Extracted {
  return orDeadLetter(context, "seller-pages", "sellers", () => {
    const seller = requiredElement(parseHtml(html), RENDERED_SELLER);
    const body = {
      sellerId: requiredAttribute(seller, "data-vendeur", RENDERED_SELLER),
      // Spaces in names are a cleaning rule's business.
      name: exactText(seller, ".nom"),
      commune: requiredText(seller, ".commune"),
      department: requiredText(seller, ".departement"),
      postcode: requiredText(seller, ".code-postal"),
      joinedOn: requiredText(seller, ".inscrit-le"),
    };
    const record = rawRecord(context, "seller-pages", "sellers", rawId.sellers(body), body, {
      version: context.lastModifiedMs,
    });
    return { records: [record], deadLetters: [] };
  });
}
