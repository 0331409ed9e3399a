import { defineDueKind } from '@kelp/kernel';
import { wake, wakeKind } from '../wake';

/** Snoozed notifications come back when their time has come. */
export const wakeNotifications = defineDueKind(wakeKind, 'default', async (ctx, items) => {
  for (const { key } of items) await wake(ctx, key);
});
