import { abilities, contract, idOf, lineOfText, z } from '@kelp/kernel/contract';
import { tagColors } from './domain/colors';
import { entities } from './domain/entities';
import { tidyName } from './domain/tag-name';

export { entities, type Entity } from './domain/entities';
export { tagColors, type TagColor } from './domain/colors';

const entity = z.enum(entities);
const scope = z.array(entity).min(1, 'Choose at least one kind of record.').max(entities.length);
const color = z.enum(tagColors, { error: `Choose one of these colours: ${tagColors.join(', ')}.` });
const name = lineOfText(60).overwrite(tidyName);

/** A tag as it hangs on a record. */
export const tagChip = z.object({ id: z.uuid(), name: z.string(), color: z.string() });
export type TagChip = z.output<typeof tagChip>;

/** The tags that a record shall carry, by id: the whole set. */
export const tagSet = z.array(idOf('tag')).max(50, 'At most 50 tags on one record.');

export const tagCard = tagChip.extend({
  entities: z.array(entity),
  group: z.object({ id: z.uuid(), name: z.string(), isExclusive: z.boolean() }).nullable(),
  version: z.number(),
});
export type TagCard = z.output<typeof tagCard>;

export const listTags = contract({
  name: 'tag.list',
  input: z.object({
    /** Only those that this kind of record may carry. */
    entity: entity.optional(),
    search: z.string().max(200).optional(),
  }),
  output: z.object({ rows: z.array(tagCard), abilities }),
});

/** How many records carry each tag, by kind, and the groups: for the settings page. */
export const tagUsage = contract({
  name: 'tag.usage',
  input: z.object({}),
  output: z.object({
    tags: z.array(tagCard.extend({ usage: z.record(entity, z.number()) })),
    groups: z.array(
      z.object({ id: z.uuid(), name: z.string(), isExclusive: z.boolean(), tagCount: z.number(), version: z.number() }),
    ),
    abilities,
  }),
});
export type TagUsage = z.output<typeof tagUsage.output>['tags'][number];
export type TagGroupCard = z.output<typeof tagUsage.output>['groups'][number];

export const createTag = contract({
  name: 'tag.create',
  input: z.object({
    name,
    color: color.optional(),
    entities: scope.default([...entities]),
    groupId: idOf('tag_group').nullish(),
  }),
  output: z.object({ id: z.uuid() }),
});

export const updateTag = contract({
  name: 'tag.update',
  input: z.object({
    id: idOf('tag'),
    version: z.number().int().optional(),
    name: name.optional(),
    color: color.optional(),
    entities: scope.optional(),
    groupId: idOf('tag_group').nullish(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** Everything that carries `id` carries `intoId` from now on, and `id` is gone. */
export const mergeTags = contract({
  name: 'tag.merge',
  input: z.object({ id: idOf('tag'), intoId: idOf('tag') }),
  output: z.object({ id: z.uuid(), moved: z.number() }),
});

/** Takes the tag off everything and deletes it. */
export const deleteTag = contract({
  name: 'tag.delete',
  input: z.object({ id: idOf('tag') }),
  output: z.object({ removed: z.number() }),
});

const records = {
  entity,
  ids: z.array(z.uuid()).min(1, 'Choose at least one record.').max(500, 'At most 500 at once.'),
};

export const addTags = contract({
  name: 'tag.add',
  input: z.object({
    ...records,
    tagIds: z.array(idOf('tag')).max(50).default([]),
    /** By name: an existing tag is taken whatever its case, another one is made if the person may. */
    names: z.array(name).max(50).default([]),
  }),
  output: z.object({ tags: z.array(tagChip), added: z.number() }),
});

export const removeTags = contract({
  name: 'tag.remove',
  input: z.object({ ...records, tagIds: z.array(idOf('tag')).min(1).max(50) }),
  output: z.object({ removed: z.number() }),
});

export const createTagGroup = contract({
  name: 'tag_group.create',
  input: z.object({ name, isExclusive: z.boolean().default(false) }),
  output: z.object({ id: z.uuid() }),
});

export const updateTagGroup = contract({
  name: 'tag_group.update',
  input: z.object({
    id: idOf('tag_group'),
    version: z.number().int().optional(),
    name: name.optional(),
    isExclusive: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** Its tags stay, in no group. */
export const deleteTagGroup = contract({
  name: 'tag_group.delete',
  input: z.object({ id: idOf('tag_group') }),
  output: z.object({}),
});
