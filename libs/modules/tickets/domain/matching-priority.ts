interface Ranked {
  id: string;
}

/**
 * The priority of the other kind that stands closest: the same place counted from the top, at most the last one. Both lists go from the
 * highest to the lowest. Undefined when the other list is empty.
 */
export function matchingPriority<R extends Ranked>(
  priorityId: string,
  from: readonly Ranked[],
  to: readonly R[],
): R | undefined {
  const place = from.findIndex(({ id }) => id === priorityId);
  return to[Math.min(Math.max(place, 0), to.length - 1)];
}
