import type { StandardCard, StandardChoice } from '../contract';

/** What a person has ticked, by the library's id. */
export type Chosen = ReadonlyMap<string, StandardChoice>;

const fresh = ({ id, state }: StandardCard): StandardChoice => (state === 'clash' ? { id, clash: 'use' } : { id });

/** What a tick of a type takes along: a parent its children, a child the parent that it needs. */
export function toggle(types: readonly StandardCard[], chosen: Chosen, type: StandardCard): Chosen {
  const next = new Map(chosen);
  const children = types.filter(({ parentId, state }) => parentId === type.id && state !== 'there');
  if (chosen.has(type.id)) {
    next.delete(type.id);
    for (const child of children) next.delete(child.id);
    return next;
  }
  const parent = types.find(({ id }) => id === type.parentId);
  const ticked = parent && parent.state !== 'there' ? [parent, type] : [type, ...children];
  for (const one of ticked) if (!next.has(one.id)) next.set(one.id, fresh(one));
  return next;
}

/** Everything of these types that is not there yet; or nothing of them. */
export function setAll(types: readonly StandardCard[], chosen: Chosen, isOn: boolean): Chosen {
  const next = new Map(chosen);
  for (const type of types) {
    if (!isOn) next.delete(type.id);
    else if (type.state !== 'there' && !next.has(type.id)) next.set(type.id, fresh(type));
  }
  return next;
}

/** Whether the type becomes an entry of its own: new, or under another name. */
const isAdded = (type: StandardCard, choice: StandardChoice): boolean =>
  type.state === 'new' || choice.clash === 'rename';

/** The place that a ticked type of the first level gets when nobody types another one: the next free ones, in the library's order. */
export function placesOf(
  types: readonly StandardCard[],
  chosen: Chosen,
  nextPlace: number | null,
): Map<string, number> {
  const places = new Map<string, number>();
  if (nextPlace === null) return places;
  const added = types.flatMap((type) => {
    const choice = chosen.get(type.id);
    return choice && type.parentId === null && isAdded(type, choice) ? [choice] : [];
  });
  let free = nextPlace + added.filter(({ place }) => place !== undefined).length;
  for (const { id, place } of added) places.set(id, place ?? free++);
  return places;
}

/** What the server is asked for. A child below a parent that is made anew clashes with nothing. */
export function choicesOf(types: readonly StandardCard[], chosen: Chosen): StandardChoice[] {
  return types.flatMap((type) => chosen.get(type.id) ?? []);
}
