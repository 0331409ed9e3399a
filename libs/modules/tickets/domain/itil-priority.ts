/** Rows: impact 1–5 (1 = whole client stopped); columns: urgency 1–5; the value is the place of P1 … P5. */
const matrix = [
  [1, 2, 2, 3, 3],
  [2, 2, 3, 3, 4],
  [2, 3, 3, 4, 4],
  [3, 3, 4, 4, 5],
  [3, 4, 4, 5, 5],
];

/** The ITIL priority (1 highest … 5) of an impact and an urgency, each 1–5. Source: the impact × urgency matrix of ITIL practice. */
export function itilPriority(impact: number, urgency: number): number {
  const place = matrix[impact - 1]?.[urgency - 1];
  if (place === undefined) throw new RangeError('Impact and urgency go from 1 to 5.');
  return place;
}
