// A candidate's own names for the contract's variables: `DB_HOST: ${POSTGRES_HOST}`.

const REFERENCE = /\$\{([A-Z_][A-Z0-9_]*)\}/g;

/** Each `${NAME}` of the contract is replaced by its value; an unknown one by nothing. What the contract says is never changed. */
export function expandAliases(
  aliases: Readonly<Record<string, string>>,
  contract: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(aliases)
      .filter(([name]) => contract[name] === undefined)
      .map(([name, value]) => [
        name,
        value.replaceAll(REFERENCE, (_, known: string) => contract[known] ?? ""),
      ]),
  );
}
