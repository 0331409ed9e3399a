/** Who is next in a round: the first active person after the last one in this order; the first of all when the last is unknown. Null for nobody. */
export function nextInTurn(
  order: readonly string[],
  isActive: (id: string) => boolean,
  last: string | null,
): string | null {
  const start = last === null ? -1 : order.indexOf(last);
  for (let step = 1; step <= order.length; step += 1) {
    const candidate = order[(start + step) % order.length];
    if (candidate !== undefined && isActive(candidate)) return candidate;
  }
  return null;
}
