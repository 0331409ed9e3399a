import type { Samples } from '@kelp/testing';
import { sealPassword } from '@kelp/kernel';
import {
  inboundAlerts,
  inboundRequests,
  inboundWebhooks,
  webhookAttempts,
  webhookDeliveries,
  webhookEndpoints,
} from './tables';

const mapping = {
  title: '{host} is {state}',
  description: '',
  alertKey: '{id}',
  state: '{state}',
  recovered: ['up'],
  client: '',
  priority: '',
  priorities: [],
};

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
    const inbound = await ctx.db.insert(inboundWebhooks, {
      name: 'Monitoring',
      ownerId: ids['user'] ?? '',
      tokenHash: `sample-${ctx.tenant}`,
      mapping,
      isCapturing: false,
    });
    const request = { id: ctx.newId(), webhookId: inbound.id, receivedAt: ctx.now() };
    await ctx.db.insertMany(inboundRequests, [
      { ...request, body: '{"id":1,"host":"srv-1","state":"down"}', outcome: 'refused', reason: 'No mapping yet.' },
    ]);
    await ctx.db.insertMany(inboundAlerts, [{ webhookId: inbound.id, alertKey: '0', lastAt: ctx.now() }]);
    return {
      webhook: webhook.id,
      'webhook delivery': delivery.id,
      'inbound webhook': inbound.id,
      'inbound request': request.id,
    };
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
    'inbound_webhook.list': () => ({}),
    'inbound_webhook.get': (ids) => ({ id: ids['inbound webhook'] }),
    'inbound_webhook.create': (ids) => ({ name: 'Backups', mapping, boardId: ids['board'] }),
    'inbound_webhook.update': (ids) => ({ id: ids['inbound webhook'], version: 1, boardId: ids['board'] }),
    'inbound_webhook.delete': (ids) => ({ id: ids['inbound webhook'] }),
    'inbound_webhook.rotate': (ids) => ({ id: ids['inbound webhook'], overlapHours: 1 }),
    'inbound_webhook.preview': (ids) => ({
      mapping: { ...mapping, priorities: [{ value: 'high', priorityId: ids['priority'] }] },
      payload: '{"id":1}',
    }),
    'inbound_webhook.requests': (ids) => ({ inboundWebhookId: ids['inbound webhook'] }),
    'inbound_webhook.request': (ids) => ({ id: ids['inbound request'] }),
    'inbound_webhook.replay': (ids) => ({ id: ids['inbound request'] }),
    'webhook.delivery': (ids) => ({ id: ids['webhook delivery'] }),
  },
};
