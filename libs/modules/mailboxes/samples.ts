import { storageKey } from '@kelp/platform/storage';
import { sql } from '@kelp/platform/db';
import type { Samples } from '@kelp/testing';
import { inboundMessages, mailboxes } from './tables';

export const samples: Samples = {
  make: async (ctx, ids) => {
    const address = `desk-${ctx.newId()}@example.test`;
    const mailbox = await ctx.db.insert(mailboxes, { name: address, address, boardId: ids['board'] ?? '' });
    await ctx.db.rows(
      sql`insert into inbound_routes (tenant_id, address, mailbox_id) values (${ctx.tenant}, ${address}, ${mailbox.id})`,
    );
    const id = ctx.newId();
    await ctx.db.insert(inboundMessages, {
      id,
      mailboxId: mailbox.id,
      identity: `id:${id}`,
      state: 'dead',
      reason: 'a sample',
      storageKey: storageKey(ctx.tenant, 'raw-mail', id),
      sha256: '0'.repeat(64),
      size: 1n,
      envelopeFrom: 'amy@example.test',
      receivedAt: ctx.now(),
    });
    return { mailbox: mailbox.id, inbound_message: id };
  },
  inputs: {
    'mailbox.list': () => ({}),
    'mailbox.create': (ids) => ({
      name: 'Alerts',
      address: 'alerts@example.test',
      boardId: ids['board'],
      reopenHours: 24,
    }),
    'mailbox.update': (ids) => ({ id: ids['mailbox'], boardId: ids['board'], name: 'Support' }),
    'inbound_message.list': (ids) => ({ mailboxId: ids['mailbox'] }),
    'inbound_message.retry': (ids) => ({ id: ids['inbound_message'] }),
  },
};
