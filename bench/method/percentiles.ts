/** The value below which this share of the values lies; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The slope of log(cost) over log(size) between the first and the last point: 0 for what does not grow, 1 for what grows alike. */
export function growth(points: readonly { size: number; cost: number }[]): number {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first.size === last.size) return Number.NaN;
  return Math.log(last.cost / first.cost) / Math.log(last.size / first.size);
}
