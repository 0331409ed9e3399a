/** The kinds of record that carry tags and custom fields. */
export const entities = ['ticket', 'client', 'contact'] as const;
export type Entity = (typeof entities)[number];

/** How a person calls so many of them: `1 client`, `3 contacts`. */
export const countOf = (count: number, entity: Entity): string => `${count} ${entity}${count === 1 ? '' : 's'}`;
