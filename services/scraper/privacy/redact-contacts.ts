// Rule `text-contact`: an e-mail address or a phone number that someone left in a free text becomes a marker
// before the text goes anywhere.
import { ALL_RULES, type RuleSet } from "@atelier/contracts/rules.ts";

const EMAIL_MARKER = "[e-mail]";
const PHONE_MARKER = "[téléphone]";

const LOCAL_PART = /[\p{L}\p{N}._%+'-]/u;
const DOMAIN =
  /[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+/uy;

/**
 * Ten digits that begin with 0, or nine after +33 or 0033 (`(0)` between them or not), with at most two spaces, dots or
 * dashes between digits. A date in figures (04.03.2026 and what follows) is none.
 */
const PHONE =
  /(?<!\d)(?:(?:\+|00)33[\s.-]{0,2}(?:\(0\)[\s.-]{0,2})?|(?!\d\d[.-]\d\d[.-](?:19|20)\d\d(?!\d))0)[1-9](?:[\s.-]{0,2}\d){8}(?!\d)/gu;

export interface Redacted {
  readonly text: string;
  readonly changed: boolean;
}

export function redactContacts(text: string, rules: RuleSet = ALL_RULES): Redacted {
  if (!rules.has("text-contact")) return { text, changed: false };
  const redacted = redactEmails(text).replace(PHONE, PHONE_MARKER);
  return { text: redacted, changed: redacted !== text };
}

/** From each @ outwards, so that a long text without any costs nothing and no input makes it quadratic. */
function redactEmails(text: string): string {
  let at = text.indexOf("@");
  if (at < 0) return text;
  let redacted = "";
  let copiedTo = 0;
  while (at >= 0) {
    let start = at;
    while (start > copiedTo && LOCAL_PART.test(text[start - 1] ?? "")) start--;
    DOMAIN.lastIndex = at + 1;
    const domain = start < at ? DOMAIN.exec(text) : null;
    if (domain) {
      redacted += text.slice(copiedTo, start) + EMAIL_MARKER;
      copiedTo = at + 1 + domain[0].length;
    }
    at = text.indexOf("@", Math.max(at + 1, copiedTo));
  }
  return redacted + text.slice(copiedTo);
}
