// Cleaning rules, one function each. What cannot be read is null: to be rejected by name, later.

const PRICE = /^(\d+)[.,](\d\d)\s?€$/;

/** "12.50 €"; rule price-comma: "12,50 €" too. */
export function priceCents(shown: string): number | null {
  const match = PRICE.exec(shown.trim());
  return match ? Number(match[1]) * 100 + Number(match[2]) : null;
}

export function rating(shown: string): number | null {
  return /^[1-5]$/.test(shown) ? Number(shown) : null;
}
