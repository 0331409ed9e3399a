import { integer, boolean, tenantColumns, text, textList, uuid } from '@kelp/platform/db';

export type Audience = 'mine' | 'team' | 'everyone';
export type Density = 'compact' | 'normal' | 'roomy';

/** A list with a name: filter and sort as the address says them, columns, density. */
export const savedViews = tenantColumns(
  'saved_views',
  {
    name: text(),
    audience: text<Audience>(),
    ownerId: uuid().orNull(),
    teamId: uuid().orNull(),
    query: text(),
    columns: textList().withDefault(),
    density: text<Density>().withDefault(),
    position: integer().withDefault(),
    /** Names a view that comes with Kelp. */
    shippedKey: text().orNull(),
  },
  { noun: 'view' },
);

/** What a person has in the rail; shipped views stand there until somebody takes them out. */
export const savedViewPins = tenantColumns(
  'saved_view_pins',
  { userId: uuid(), viewId: uuid(), isPinned: boolean(), position: integer().withDefault() },
  { noun: 'pin', isAudited: false },
);

export const savedViewDefaults = tenantColumns(
  'saved_view_defaults',
  { userId: uuid().orNull(), boardId: uuid().orNull(), viewId: uuid() },
  { noun: 'default view' },
);
