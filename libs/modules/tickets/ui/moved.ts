/** A row of ids with one of them moved by a step, as far as there is room. */
export function moved(ids: readonly string[], id: string, step: number): string[] {
  const at = ids.indexOf(id);
  const to = Math.max(0, Math.min(ids.length - 1, at + step));
  const rest = ids.filter((other) => other !== id);
  return at < 0 ? [...ids] : [...rest.slice(0, to), id, ...rest.slice(to)];
}
