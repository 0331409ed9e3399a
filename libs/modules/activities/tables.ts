import { bareTenantColumns, boolean, instant, integer, localDate, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { ShippedGroup } from './contract';

/** A person's groups. A shipped one has a row only once something about it was changed. */
export const activityGroups = tenantColumns(
  'activity_groups',
  {
    userId: uuid(),
    shippedKey: text<ShippedGroup>().orNull(),
    /** Empty for shipped ones, whose names are the screen's. */
    name: text().withDefault(),
    position: integer().withDefault(),
    isCollapsed: boolean().withDefault(),
  },
  {
    noun: 'group',
    isAudited: false,
    conflicts: { activity_groups_name_unique: 'You have a group with this name already. Choose another name.' },
  },
);

/** What a person put into a group by hand, in their order. The item lives in another room, which alone says whether it may be seen. */
export const activityGroupItems = bareTenantColumns(
  'activity_group_items',
  { userId: uuid(), itemKind: text(), itemId: uuid(), groupId: uuid(), position: integer() },
  { isAudited: false },
);

/** What a person put off until then; without an instant: done with for good. */
export const activitySnoozes = bareTenantColumns(
  'activity_snoozes',
  { userId: uuid(), itemKind: text(), itemId: uuid(), untilAt: instant().orNull(), setAt: instant() },
  { isAudited: false },
);

/** To-dos that belong to no ticket. */
export const adHocItems = tenantColumns(
  'ad_hoc_items',
  {
    userId: uuid(),
    title: text(),
    /** The date on the wall of `zone`; with `dueAt` also a time. */
    dueOn: localDate().orNull(),
    dueAt: instant().orNull(),
    zone: text(),
    doneAt: instant().orNull(),
    /** The ticket that it became. */
    ticketId: uuid().orNull(),
  },
  { noun: 'to-do' },
);
