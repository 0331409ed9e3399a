/** Rows: impact 1–5; columns: urgency 1–5; each value is the place of a priority, 1 (P1) to 5 (P5). */
export type ItilMatrix = readonly (readonly number[])[];

/** The impact × urgency matrix of ITIL practice (1 = whole client stopped); a workspace may change it. */
export const shippedMatrix: ItilMatrix = [
  [1, 2, 2, 3, 3],
  [2, 2, 3, 3, 4],
  [2, 3, 3, 4, 4],
  [3, 3, 4, 4, 5],
  [3, 4, 4, 5, 5],
];

/** The place of the ITIL priority (1 highest … 5) of an impact and an urgency, each 1–5. */
export function itilPriority(impact: number, urgency: number, matrix: ItilMatrix = shippedMatrix): number {
  const place = matrix[impact - 1]?.[urgency - 1];
  if (place === undefined) throw new RangeError('Impact and urgency go from 1 to 5.');
  return place;
}
