import type { Samples } from '@kelp/testing';
import { sealPassword } from '@kelp/kernel';
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from './tables';

export const samples: Samples = {
  make: async (ctx, ids) => {
    const webhook = await ctx.db.insert(webhookEndpoints, {
      name: 'Chat',
      url: 'https://chat.example.test/hooks/kelp',
      events: ['ticket.created'],
      ownerId: ids['user'] ?? '',
      isActive: false,
      pausedBecause: 'person',
      secret: sealPassword(ctx.tenant, 'whsec_sample'),
    });
    const delivery = await ctx.db.insert(webhookDeliveries, {
      id: ctx.newId(),
      endpointId: webhook.id,
      eventId: ctx.newId(),
      eventType: 'ticket.created',
      eventVersion: 1,
      occurredAt: ctx.now(),
      payload: { ticketId: ids['ticket'] },
      state: 'held',
    });
    await ctx.db.insertMany(webhookAttempts, [
      { deliveryId: delivery.id, n: 1, at: ctx.now(), statusCode: 500, error: 'It answered 500.', tookMs: 12 },
    ]);
    return { webhook: webhook.id, 'webhook delivery': delivery.id };
  },
  inputs: {
    'webhook.list': () => ({}),
    'webhook.get': (ids) => ({ id: ids['webhook'] }),
    'webhook.events': () => ({}),
    'webhook.create': () => ({ name: 'Desk', url: 'https://desk.example.test/', events: ['ticket.created'] }),
    'webhook.update': (ids) => ({ id: ids['webhook'], version: 1, name: 'Team chat' }),
    'webhook.delete': (ids) => ({ id: ids['webhook'] }),
    'webhook.rotate_secret': (ids) => ({ id: ids['webhook'], overlapHours: 1 }),
    'webhook.test': (ids) => ({ id: ids['webhook'] }),
    'webhook.replay': (ids) => ({ id: ids['webhook'], deliveryIds: [ids['webhook delivery']] }),
    'webhook.deliveries': (ids) => ({ webhookId: ids['webhook'] }),
    'webhook.delivery': (ids) => ({ id: ids['webhook delivery'] }),
  },
};
