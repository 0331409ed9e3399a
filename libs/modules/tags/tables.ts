import { bareTenantColumns, boolean, instant, tenantColumns, text, textList, uuid } from '@kelp/platform/db';
import type { Entity } from './domain/entities';

/** Tags that belong together; of an exclusive group a record carries one at a time. */
export const tagGroups = tenantColumns(
  'tag_groups',
  { name: text(), isExclusive: boolean().withDefault() },
  { noun: 'tag group', conflicts: { tag_groups_name_unique: 'There is already a group with this name.' } },
);

export const tagDefinitions = tenantColumns(
  'tag_definitions',
  {
    name: text(),
    color: text(),
    groupId: uuid().orNull(),
    entities: textList(),
    /** The standard type that it came from, so that importing again finds it. */
    sourceStandardId: text().orNull(),
  },
  {
    noun: 'tag',
    conflicts: {
      tag_definitions_name_unique: 'There is already a tag with this name. Add that one, or choose another.',
    },
  },
);

/** Which record carries which tag, and who put it there. */
export const tagLinks = bareTenantColumns('tag_links', {
  tagId: uuid(),
  entityType: text<Entity>(),
  entityId: uuid(),
  addedBy: uuid().orNull(),
  addedAt: instant(),
});
