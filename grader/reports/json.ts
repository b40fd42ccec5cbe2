// A sheet for programs: the sheet itself.
import type { Sheet } from "../sheet.ts";
import { sheetFor } from "./audience.ts";
import type { Audience } from "./words.ts";

export const renderJson = (sheet: Sheet, { audience }: { readonly audience: Audience }): string =>
  `${JSON.stringify(sheetFor(audience, sheet), null, 2)}\n`;
