import { sql } from '@kelp/platform/db';
import { z } from 'zod';
import type { Ctx } from '../context';
import { defineJob } from '../define';
import { openPassword, shortSignature } from '../secrets';
import { emailMessages, mailTransports, type EmailState } from '../tables';
import { takeRateSlot } from './mail-rates';
import { mailPort, type OutgoingMail, type OwnServer, type SendOutcome } from './mail-port';
import { moveMessage, recordState, type Message } from './move-message';
import { bounceMessage, suppressionOf } from './suppress';

const maxAgeHours = 48;

/** 4xx: one minute doubling to four hours, for 48 hours. Minutes until the next try. */
export const retryMinutes = (attempts: number): number => Math.min(240, 2 ** Math.max(0, attempts - 1));

/** Carries the id of a message, signed: a report that brings it back is about a mail of ours, and about this one. */
export const deliveryHeader = 'X-Kelp-Delivery';
const finished: readonly EmailState[] = ['sent', 'bounced', 'complained', 'suppressed', 'failed'];

/** Sends one `email_messages` row. At least once: a kill between SMTP's OK and our mark repeats it with the same Message-ID. */
export const deliverMail = defineJob({
  name: 'mail.deliver',
  queue: 'mail',
  input: z.object({ messageId: z.uuid(), retry: z.number().int().optional() }),
  key: (input) => `${input.messageId}:${input.retry ?? 0}`,
  attempts: 12,
  process: async (unit, { messageId }) => {
    const port = mailPort();
    const taken = await unit.transaction((ctx) => take(ctx, messageId));
    if (!taken) return;
    const outcome = await port.send(taken.mail, taken.own);
    await unit.transaction((ctx) => settle(ctx, taken.message, outcome, taken.own !== null));
  },
});

/** Looks at a message again at `at`; the key of that job is its own. */
export async function wakeMessage(ctx: Ctx, message: Pick<Message, 'id' | 'wakes'>, at?: Date): Promise<void> {
  const wakes = message.wakes + 1;
  await ctx.db.update(emailMessages, message.id, { wakes, nextAt: at ?? null });
  await ctx.enqueue(deliverMail, { messageId: message.id, retry: wakes }, at);
}

interface Taken {
  message: Message;
  mail: OutgoingMail;
  own: OwnServer | null;
}

async function take(ctx: Ctx, messageId: string): Promise<Taken | undefined> {
  let message = await ctx.db.lock(emailMessages, messageId);
  if (finished.includes(message.state) || (message.nextAt && message.nextAt > ctx.now())) return undefined;
  if (await isSuppressed(ctx, message)) return undefined;
  if (!message.hasRateSlot) {
    const at = await takeRateSlot(ctx, message);
    message = await ctx.db.update(emailMessages, message.id, { hasRateSlot: true });
    if (at > ctx.now())
      return void (await wait(ctx, message, at, 'Waits its turn: the limit of outgoing mail is reached.'));
  }
  // The process that was sending it has ended without a word: the mail may have arrived. It goes again under the same Message-ID.
  if (message.state === 'sending')
    await recordState(ctx, message, 'unknown', 'The program ended while it was sending.');
  message = await moveMessage(ctx, message, 'sending', '', { attempts: message.attempts + 1, nextAt: null });
  const own = await ownServer(ctx);
  return { message, own: own?.server ?? null, mail: outgoing(ctx, message, own?.fromAddress ?? null) };
}

/** Suppressed for a day, it waits; suppressed until a person clears the address, it ends here. */
async function isSuppressed(ctx: Ctx, message: Message): Promise<boolean> {
  const found = await suppressionOf(ctx, message.toAddress);
  if (!found) return false;
  const why = found.detail || found.reason;
  if (found.until && !isTooOld(ctx, message, found.until)) await wait(ctx, message, found.until, why);
  else await moveMessage(ctx, message, 'suppressed', why, { error: why, nextAt: null });
  return true;
}

async function wait(ctx: Ctx, message: Message, at: Date, why: string): Promise<void> {
  const state = message.state === 'queued' ? 'queued' : 'deferred';
  const moved = await moveMessage(ctx, message, state, why);
  await wakeMessage(ctx, moved, at);
}

async function ownServer(ctx: Ctx): Promise<{ server: OwnServer; fromAddress: string } | undefined> {
  const row = await ctx.db.find(mailTransports, { isActive: true });
  if (!row) return undefined;
  const { host, port, security, username, fromAddress } = row;
  const password = openPassword(ctx.tenant, row.password);
  return {
    fromAddress,
    server: { key: `${ctx.tenant}:${row.id}:${row.version}`, host, port, security, username, password },
  };
}

const installationSender = (): string => process.env['MAIL_FROM'] ?? 'Kelp <kelp@localhost.localdomain>';

function outgoing(ctx: Ctx, row: Message, ownSender: string | null): OutgoingMail {
  // A tenant's own server sends for its own addresses only.
  const from = ownSender && row.fromAddress === installationSender() ? ownSender : row.fromAddress;
  return {
    messageId: row.rfcMessageId,
    from,
    to: row.toAddress,
    toName: row.toName,
    replyTo: row.replyTo,
    subject: row.subject,
    html: row.html,
    text: row.text,
    inReplyTo: row.inReplyTo,
    references: row.referenceIds,
    isAutomatic: !ctx.emails.get(row.template)?.isWrittenByPerson,
    headers: { [deliveryHeader]: `${row.id}.${shortSignature('delivery', row.id)}` },
    attachments: row.attachments,
  };
}

const isTooOld = (ctx: Ctx, message: Message, at: Date = ctx.now()): boolean =>
  at.getTime() - message.createdAt.getTime() > maxAgeHours * 3_600_000;

async function settle(ctx: Ctx, taken: Message, outcome: SendOutcome, isOwn: boolean): Promise<void> {
  const message = await ctx.db.lock(emailMessages, taken.id);
  // Who was thought dead and comes late has a say only when the mail has left after all.
  const isLate = message.state !== 'sending' || message.attempts !== taken.attempts;
  if (isLate && (outcome.kind !== 'sent' || finished.includes(message.state))) return;
  if (isOwn) await noteOwnServer(ctx, outcome);
  const transport = isOwn ? ('own' as const) : ('installation' as const);
  switch (outcome.kind) {
    case 'sent':
      await moveMessage(ctx, message, 'sent', outcome.response ?? '', {
        transport,
        sentAt: ctx.now(),
        error: null,
        nextAt: null,
      });
      return;
    case 'waiting': {
      const rested = await ctx.db.update(emailMessages, message.id, { attempts: message.attempts - 1, transport });
      return giveUpOrWait(ctx, rested, 'deferred', outcome.message, outcome.retryAfterMs + spreadMs(message.id));
    }
    case 'permanent':
      if (outcome.refusal !== 'refused') return bounceMessage(ctx, message, outcome.refusal, outcome.message);
      await moveMessage(ctx, message, 'failed', outcome.message, { transport, error: outcome.message, nextAt: null });
      return;
    default: {
      const state = outcome.kind === 'unknown' ? 'unknown' : 'deferred';
      await ctx.db.update(emailMessages, message.id, { transport });
      return giveUpOrWait(ctx, message, state, outcome.message, retryMinutes(message.attempts) * 60_000);
    }
  }
}

async function giveUpOrWait(ctx: Ctx, message: Message, state: EmailState, why: string, waitMs: number): Promise<void> {
  if (isTooOld(ctx, message)) {
    await moveMessage(ctx, message, 'failed', `${why} It was tried for 48 hours.`, { error: why, nextAt: null });
    return;
  }
  const moved = await moveMessage(ctx, message, state, why, { error: why });
  await wakeMessage(ctx, moved, new Date(ctx.now().getTime() + waitMs));
}

/** Up to half a minute, so that a thousand waiting mails do not all wake at once. */
const spreadMs = (id: string): number => (Number.parseInt(id.slice(-4), 16) % 30) * 1_000;

/** The state of the tenant's server beside its settings; no new version, since no person changed it. */
async function noteOwnServer(ctx: Ctx, outcome: SendOutcome): Promise<void> {
  const isWell = outcome.kind === 'sent' || outcome.kind === 'permanent';
  const failure = isWell ? null : outcome.message;
  if (!isWell && outcome.kind !== 'waiting' && !outcome.serverFailed) return;
  await ctx.db.rows(
    isWell
      ? sql`update mail_transports set last_ok_at = ${ctx.now()}, failure = null, failed_at = null where tenant_id = ${ctx.tenant}`
      : sql`update mail_transports set failure = ${failure}, failed_at = ${ctx.now()} where tenant_id = ${ctx.tenant}`,
  );
}
