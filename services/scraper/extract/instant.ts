// Instants as versions: what orders two states of one record.

/** Milliseconds of an ISO instant or an HTTP date; a text without a zone is read as UTC, an unreadable one is 0. */
export function instantMs(text: string | undefined): number {
  if (text === undefined) return 0;
  const zoned = /(?:Z|[+-]\d\d:?\d\d|GMT|UTC)$/i.test(text.trim()) ? text : `${text.trim()}Z`;
  const ms = Date.parse(zoned);
  return Number.isNaN(ms) || ms < 0 ? 0 : ms;
}
