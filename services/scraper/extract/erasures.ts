// Persons to forget: objections of the partner API and `effacement` events, reduced to their pseudonyms.
import { z } from "zod";
import { rawId } from "@atelier/contracts/ids.ts";
import type { SourceId } from "@atelier/contracts/kinds.ts";
import { normaliseEmail, normalisePhone, pseudonym } from "@atelier/contracts/pseudonym.ts";
import { ObjectionJson } from "@atelier/contracts/source.ts";
import { join, orDeadLetter, rawRecord, type ExtractContext, type Extracted } from "./extracted.ts";
import { checkShape, parseJson } from "./json.ts";

/** All pseudonyms of a person, the account's first. */
function pseudonymsOf(person: z.output<typeof ObjectionJson>, context: ExtractContext): string[] {
  const { pseudonymKey: key, rules } = context;
  return [
    pseudonym(key, "account", person.compte),
    ...person.emails.map((email) => pseudonym(key, "email", normaliseEmail(email, rules))),
    ...person.telephones.map((phone) => pseudonym(key, "phone", normalisePhone(phone, rules))),
  ];
}

export function erasureRecord(
  person: z.output<typeof ObjectionJson>,
  context: ExtractContext,
  origin: { readonly source: SourceId; readonly reason: "erasure" | "objection" },
): Extracted {
  const subjects = pseudonymsOf(person, context);
  const body = { subjects, reason: origin.reason, at: person.depuis };
  const record = rawRecord(context, origin.source, "erasures", rawId.erasures(body), body, {
    version: 0,
    subjects,
  });
  return { records: [record], deadLetters: [] };
}

const Objections = z.object({ oppositions: z.array(z.unknown()) });

export function extractObjections(json: string, context: ExtractContext): Extracted {
  return orDeadLetter(context, "partner-objections", "erasures", () =>
    join(
      parseJson(json, Objections).oppositions.map((entry, index) =>
        orDeadLetter(
          context,
          "partner-objections",
          "erasures",
          () =>
            erasureRecord(checkShape(entry, ObjectionJson), context, {
              source: "partner-objections",
              reason: "objection",
            }),
          `${context.pointer}#${index + 1}`,
        ),
      ),
    ),
  );
}
