import { z } from 'zod';
import type { Ctx } from '../context';
import { defineJob } from '../define';
import { emailMessages } from '../tables';

/** What the worker needs to send one stored message; set once at start by the process that has a transport. */
export interface MailPort {
  send(
    message: OutgoingMail,
  ): Promise<{ kind: 'sent' } | { kind: 'temporary' | 'permanent' | 'unknown'; message: string }>;
}

export interface OutgoingMail {
  messageId: string;
  from: string;
  to: string;
  toName: string;
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  inReplyTo: string | null;
  references: string[];
  /** Marked so that no machine answers it (RFC 3834). */
  isAutomatic: boolean;
  attachments: { key: string; filename: string; contentType: string }[];
}

let port: MailPort | undefined;

/** Gives the mail job its way out. */
export function useMailPort(given: MailPort): void {
  port = given;
}

const maxAgeHours = 48;

/** 4xx: one minute doubling to four hours, for 48 hours. Minutes until the next try. */
export const retryMinutes = (attempts: number): number => Math.min(240, 2 ** Math.max(0, attempts - 1));

/** Sends one `email_messages` row. At least once: a kill between SMTP's OK and our mark repeats it with the same Message-ID. */
export const deliverMail = defineJob({
  name: 'mail.deliver',
  queue: 'mail',
  input: z.object({ messageId: z.uuid(), retry: z.number().int().optional() }),
  key: (input) => `${input.messageId}:${input.retry ?? 0}`,
  attempts: 12,
  process: async (unit, { messageId }) => {
    if (!port) throw new Error('This process has no way to send mail.');
    const taken = await unit.transaction(async (ctx) => {
      const message = await ctx.db.lock(emailMessages, messageId);
      if (message.state === 'sent' || message.state === 'failed' || message.state === 'suppressed') return undefined;
      const row = await ctx.db.update(emailMessages, messageId, { state: 'sending', attempts: message.attempts + 1 });
      return { row, isAutomatic: !ctx.emails.get(row.template)?.isWrittenByPerson };
    });
    if (!taken) return;
    const { row, isAutomatic } = taken;
    const outcome = await port.send({
      messageId: row.rfcMessageId,
      from: row.fromAddress,
      to: row.toAddress,
      toName: row.toName,
      replyTo: row.replyTo,
      subject: row.subject,
      html: row.html,
      text: row.text,
      inReplyTo: row.inReplyTo,
      references: row.referenceIds,
      isAutomatic,
      attachments: row.attachments,
    });
    await unit.transaction((ctx) => settle(ctx, row, outcome));
  },
});

type Message = { id: string; attempts: number; createdAt: Date };

async function settle(ctx: Ctx, row: Message, outcome: Awaited<ReturnType<MailPort['send']>>): Promise<void> {
  if (outcome.kind === 'sent') {
    await ctx.db.update(emailMessages, row.id, { state: 'sent', sentAt: ctx.now(), error: null, nextAt: null });
    ctx.touch('mail');
    return;
  }
  const isTooOld = ctx.now().getTime() - row.createdAt.getTime() > maxAgeHours * 3_600_000;
  if (outcome.kind === 'permanent' || isTooOld) {
    await ctx.db.update(emailMessages, row.id, { state: 'failed', error: outcome.message, nextAt: null });
    return;
  }
  const nextAt = new Date(ctx.now().getTime() + retryMinutes(row.attempts) * 60_000);
  await ctx.db.update(emailMessages, row.id, { state: 'deferred', error: outcome.message, nextAt });
  await ctx.enqueue(deliverMail, { messageId: row.id, retry: row.attempts }, nextAt);
}
