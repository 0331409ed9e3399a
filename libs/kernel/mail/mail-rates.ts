import { sql } from '@kelp/platform/db';
import { z } from 'zod';
import type { Ctx } from '../context';
import { defineSetting } from '../define';
import type { Message } from './move-message';

/** How much mail may leave; more waits its turn and is never dropped. */
export const mailLimits = defineSetting({
  key: 'mail.limits',
  label: 'Limits of outgoing mail',
  schema: z.object({
    perMinute: z.number().int().min(1, 'At least one a minute.').max(100_000),
    perRecipientHour: z.number().int().min(1, 'At least one an hour.').max(10_000),
  }),
  initial: { perMinute: 1_200, perRecipientHour: 60 },
});

const minute = 60_000;

/**
 * Gives a message its place in the rates of its tenant and its recipient; the instant at which it may leave, now when it need not wait.
 * Each key has one row that says when its next message would be free to go at an even pace (GCRA, a leaky bucket without a counter),
 * so that a place once given is kept however long the line is. Mail about security does not wait.
 */
export async function takeRateSlot(ctx: Ctx, message: Message): Promise<Date> {
  if (message.subtype === 'security') return ctx.now();
  const { perMinute, perRecipientHour } = await ctx.setting(mailLimits);
  const own = await reserve(ctx, `to:${message.toAddress}`, perRecipientHour, 60 * minute);
  const all = await reserve(ctx, 'all', perMinute, minute);
  return own > all ? own : all;
}

async function reserve(ctx: Ctx, key: string, count: number, windowMs: number): Promise<Date> {
  const step = windowMs / count;
  const { freeAt } = await ctx.db.one<{ freeAt: Date }>(
    sql`insert into mail_rates (tenant_id, key, free_at) values (${ctx.tenant}, ${key}, ${ctx.now()}::timestamptz + ${step} * interval '1 millisecond')
        on conflict (tenant_id, key) do update
          set free_at = greatest(mail_rates.free_at, ${ctx.now()}::timestamptz) + ${step} * interval '1 millisecond'
        returning free_at`,
  );
  const at = new Date(freeAt.getTime() - windowMs);
  return at > ctx.now() ? at : ctx.now();
}
