import { defineQuery } from '@kelp/kernel';
import { listWebhookEvents } from '../contract';
import { toldOf } from '../event-catalogue';

/** The events that a webhook can hear of, by type. */
export const listWebhookEventsQuery = defineQuery(listWebhookEvents, {
  permission: 'webhook.read',
  run: async (ctx) => ({
    rows: [...ctx.events.keys()].sort().flatMap((type) => {
      const told = toldOf(type);
      return told ? [{ type, noun: type.split('.')[0] ?? type, isOpen: ctx.can(told.permission) }] : [];
    }),
  }),
});
