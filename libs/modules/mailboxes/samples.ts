import { storageKey } from '@kelp/platform/storage';
import { sql } from '@kelp/platform/db';
import { emailMessages, mailSuppressions, type Ctx } from '@kelp/kernel';
import type { Samples } from '@kelp/testing';
import { inboundMessages, mailboxes, mailSenderRules } from './tables';

/** A mail that failed and an address that gets none. */
async function outgoing(ctx: Ctx): Promise<{ message: string; suppression: string }> {
  const id = ctx.newId();
  await ctx.db.insert(emailMessages, {
    id,
    dedupeKey: `sample:${id}`,
    toAddress: 'amy@example.test',
    fromAddress: 'desk@example.test',
    subtype: 'ticket.reply',
    template: 'ticket.reply',
    templateSource: 'code',
    locale: 'en',
    subject: 'Sample',
    html: '<p>Sample</p>',
    text: 'Sample',
    rfcMessageId: `<${id}@example.test>`,
    state: 'failed',
  });
  const { id: suppression } = await ctx.db.insert(mailSuppressions, {
    address: 'gone@example.test',
    reason: 'hard_bounce',
  });
  return { message: id, suppression };
}

export const samples: Samples = {
  make: async (ctx, given) => {
    const address = `desk-${ctx.newId()}@example.test`;
    const mailbox = await ctx.db.insert(mailboxes, { name: address, address, boardId: given['board'] ?? '' });
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
    const held = ctx.newId();
    await ctx.db.insert(inboundMessages, {
      id: held,
      mailboxId: mailbox.id,
      identity: `id:${held}`,
      state: 'held',
      reason: 'unknown-sender',
      fromAddress: 'new@unknown.test',
      storageKey: storageKey(ctx.tenant, 'raw-mail', held),
      sha256: '0'.repeat(64),
      size: 1n,
      envelopeFrom: 'new@unknown.test',
      receivedAt: ctx.now(),
    });
    const rule = await ctx.db.insert(mailSenderRules, { pattern: 'noise@example.test', action: 'ignore' });
    const { message, suppression } = await outgoing(ctx);
    const ids = { mailbox: mailbox.id, inbound_message: id, held_mail: held, sender_rule: rule.id };
    return { ...ids, message, mail_suppression: suppression };
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
    'inbound_message.source': (ids) => ({ id: ids['inbound_message'] }),
    'mailbox.test': (ids) => ({ id: ids['mailbox'] }),
    'held_mail.list': () => ({}),
    'held_mail.make_ticket': (ids) => ({ id: ids['held_mail'], clientId: ids['client'] }),
    'held_mail.attach': (ids) => ({ id: ids['held_mail'], ticketId: ids['ticket'] }),
    'held_mail.ignore': (ids) => ({ id: ids['held_mail'], scope: 'mail' }),
    'held_mail.assign_domain': (ids) => ({ domain: 'unknown.test', clientId: ids['client'] }),
    'sender_rule.list': () => ({}),
    'sender_rule.remove': (ids) => ({ id: ids['sender_rule'] }),
    'mail.list': (ids) => ({ ticketId: ids['ticket'] }),
    'mail.get': (ids) => ({ id: ids['message'] }),
    'mail.resend': (ids) => ({ id: ids['message'] }),
    'mail.of_ticket': (ids) => ({ ticketId: ids['ticket'] }),
    'mail_suppression.list': () => ({}),
    'mail_suppression.clear': (ids) => ({ id: ids['mail_suppression'] }),
    'mail_suppression.of_client': (ids) => ({ clientId: ids['client'] }),
    'mail_transport.get': () => ({}),
    'mail_transport.save': () => ({
      host: 'smtp.example.test',
      port: 587,
      security: 'starttls',
      username: 'desk',
      password: 'secret',
      fromAddress: 'Desk <desk@example.test>',
    }),
    'mail_transport.remove': () => ({}),
    'mail_transport.test': () => ({ to: 'desk@example.test' }),
    'mail.test': () => ({ way: 'in' }),
    'mail_limits.save': () => ({ perMinute: 600, perRecipientHour: 30 }),
  },
};
