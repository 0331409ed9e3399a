/** What is wrong with the steps of a rate by amount (minor units as text), as a sentence, or null. */
export function bandsProblem(steps: readonly { upTo: string | null }[]): string | null {
  if (steps.length < 2) return 'Bands need at least two steps. Without them, set one rate.';
  if (steps.at(-1)?.upTo !== null) return 'The last step has no upper end: leave its amount empty.';
  const bounds = steps.slice(0, -1).map(({ upTo }) => upTo);
  const isRising = bounds.every((bound, index) => {
    if (bound === null) return false;
    return BigInt(bound) > (index === 0 ? 0n : BigInt(bounds[index - 1] ?? '0'));
  });
  return isRising ? null : 'Each step ends at a higher amount than the one before, and only the last has no end.';
}
