// Text of a stranger as it may be shown and kept: one line end, no control characters, nothing that turns the direction
// of reading or hides.

// C0 but tab and line feed, DEL, C1, zero width, bidirectional marks and overrides, separators, byte order mark.
// oxlint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;
// oxlint-disable-next-line no-control-regex
const ESCAPES = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|.)/gu;

/** Colours and cursor movements go without trace; any other hidden character shows as `�`. */
export function readable(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(ESCAPES, "").replaceAll(HIDDEN, "\uFFFD").toWellFormed();
}
