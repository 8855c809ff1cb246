// Durations as tests write them.

/** A duration: milliseconds, or a string with units from h to ms: "2h", "1h 30m", "500ms". Others throw a TypeError. */
export type Span = number | string;

const units: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

export function milliseconds(span: Span): number {
  if (typeof span === 'number' && span >= 0) return span;
  const text = String(span).trim();
  if (!/^(\d+(\.\d+)?\s*(h|ms|m|s)\s*)+$/.test(text))
    throw new TypeError(`"${text}" is not a duration: use 500, "500ms", "30s" or "1h 30m".`);
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/([\d.]+)\s*(ms|h|m|s)/g))
    sum += Number(count) * units[unit!]!;
  return sum;
}
