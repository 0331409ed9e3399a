import { sql, type Row } from '@kelp/platform/db';
import type { Ctx } from '../context';
import { mailSuppressions } from '../tables';
import { moveMessage, type Message } from './move-message';

const softBounces = 3;
const softDays = 7;
const softHours = 24;

/** Why an address gets no mail now, and until when; undefined when it may. */
export async function suppressionOf(ctx: Ctx, address: string) {
  return (await suppressionsOf(ctx, [address])).get(address);
}

/** Why addresses get no mail now, and until when, by address; those that may are not in it. */
export async function suppressionsOf(
  ctx: Ctx,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Row<typeof mailSuppressions>>> {
  const found = await ctx.db.list(mailSuppressions, { address: addresses });
  return new Map(found.filter(({ until }) => !until || until > ctx.now()).map((row) => [row.address, row]));
}

/**
 * M4: a message came back. No such mailbox suppresses the address until a person clears it; the third mail within seven days that a full
 * or unwilling mailbox sent back suppresses it for a day; a refusal of this mail alone suppresses nothing. `isTrusted` is false for a
 * report that anybody may have written: it is shown, and suppresses nothing.
 */
export async function bounceMessage(
  ctx: Ctx,
  message: Message,
  kind: 'hard' | 'soft' | 'refused',
  detail: string,
  isTrusted = true,
): Promise<void> {
  const bounceKind = kind === 'refused' ? null : kind;
  await moveMessage(ctx, message, 'bounced', detail, { bounceKind, bouncedAt: ctx.now(), error: detail, nextAt: null });
  if (!isTrusted) return;
  const about = { address: message.toAddress, detail, messageId: message.id };
  if (kind === 'hard') await suppress(ctx, { ...about, reason: 'hard_bounce', until: null });
  if (kind === 'soft' && (await softBouncesOf(ctx, message.toAddress)) >= softBounces) {
    const until = new Date(ctx.now().getTime() + softHours * 3_600_000);
    await suppress(ctx, { ...about, reason: 'soft_bounces', until });
  }
}

/** A reader called the message spam: no mail to the address until a person clears it. */
export async function complainAbout(ctx: Ctx, message: Message, detail: string, isTrusted: boolean): Promise<void> {
  await moveMessage(ctx, message, 'complained', detail, { nextAt: null });
  if (!isTrusted) return;
  const { id: messageId, toAddress: address } = message;
  await suppress(ctx, { address, detail, messageId, reason: 'complaint', until: null });
}

async function softBouncesOf(ctx: Ctx, address: string): Promise<number> {
  const { count } = await ctx.db.one<{ count: bigint }>(
    sql`select count(*) as count from email_messages where tenant_id = ${ctx.tenant} and to_address = ${address}
        and bounce_kind = 'soft' and bounced_at > ${ctx.now()}::timestamptz - ${softDays} * interval '1 day'`,
  );
  return Number(count);
}

interface Suppression {
  address: string;
  reason: 'hard_bounce' | 'complaint' | 'soft_bounces';
  detail: string;
  messageId: string;
  until: Date | null;
}

/** What lasts until a person clears it is never shortened by what lasts a day. */
async function suppress(ctx: Ctx, { address, reason, detail, messageId, until }: Suppression): Promise<void> {
  const known = await ctx.db.find(mailSuppressions, { address });
  if (known && known.until === null) return;
  if (known) await ctx.db.update(mailSuppressions, known.id, { reason, detail, messageId, until });
  else await ctx.db.insert(mailSuppressions, { address, reason, detail, messageId, until });
  ctx.touch('mail');
}
