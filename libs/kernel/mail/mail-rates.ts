import { groupBy } from '@kelp/std';
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
 * Gives messages their places in the rates of their tenant and their recipients: the instant at which each may leave, now when it need not wait.
 * Each key has one row that says when its next message would be free to go at an even pace (GCRA, a leaky bucket without a counter),
 * so that a place once given is kept however long the line is. Mail about security does not wait, and what has its place takes no second one:
 * those are not in the answer.
 */
export async function takeRateSlots(ctx: Ctx, messages: readonly Message[]): Promise<ReadonlyMap<string, Date>> {
  const asking = messages.filter(({ hasRateSlot, subtype }) => !hasRateSlot && subtype !== 'security');
  if (asking.length === 0) return new Map();
  const { perMinute, perRecipientHour } = await ctx.setting(mailLimits);
  const keys = [...groupBy(asking, ({ toAddress }) => `to:${toAddress}`)].map(([key, its]) => {
    return { key, ids: its.map(({ id }) => id), windowMs: 60 * minute, count: perRecipientHour };
  });
  const all = { key: 'all', ids: asking.map(({ id }) => id), windowMs: minute, count: perMinute };
  return reserve(ctx, [all, ...keys]);
}

interface Rate {
  key: string;
  /** The messages that take a place in it, in their order. */
  ids: readonly string[];
  windowMs: number;
  /** How many may leave within the window. */
  count: number;
}

/** Keys are locked in their order, so that two who take places at once wait for each other in turn. */
async function reserve(ctx: Ctx, rates: readonly Rate[]): Promise<Map<string, Date>> {
  const step = ({ windowMs, count }: Rate) => windowMs / count;
  const rows = await ctx.db.rows<{ key: string; freeAt: Date }>(
    sql`insert into mail_rates (tenant_id, key, free_at)
        select ${ctx.tenant}, key, ${ctx.now()}::timestamptz + taken * interval '1 millisecond'
        from unnest(${rates.map(({ key }) => key)}::text[], ${rates.map((rate) => rate.ids.length * step(rate))}::float8[]) as wanted (key, taken)
        order by key
        on conflict (tenant_id, key) do update
          set free_at = greatest(mail_rates.free_at, ${ctx.now()}::timestamptz) + (excluded.free_at - ${ctx.now()}::timestamptz)
        returning key, free_at`,
  );
  const freeAt = new Map(rows.map((row) => [row.key, row.freeAt.getTime()]));
  const turns = new Map<string, Date>();
  for (const rate of rates)
    rate.ids.forEach((id, place) => {
      const last = freeAt.get(rate.key) ?? 0;
      const at = last - (rate.ids.length - 1 - place) * step(rate) - rate.windowMs;
      turns.set(id, new Date(Math.max(at, ctx.now().getTime(), turns.get(id)?.getTime() ?? 0)));
    });
  return turns;
}
