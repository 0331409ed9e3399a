import { defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listPaymentExceptions, type PaymentExceptionRow } from '../contract';
import { isRecordable } from '../domain/recordable-exception';

interface Flat extends Omit<PaymentExceptionRow, 'client' | 'isRecordable'> {
  clientId: string | null;
  clientName: string | null;
}

/** What does not add up between providers and books, the latest first. */
export const listPaymentExceptionsQuery = defineQuery(listPaymentExceptions, {
  permission: 'payment.read',
  run: async (ctx, { state, after, limit }) => {
    const cursor = readCursor(after, ['string']);
    const rows = await ctx.db.rows<Flat>(
      sql`select e.id, e.kind, e.provider, e.sentence, e.payment_ref, e.currency, e.amount, e.expected, e.client_id, c.name as client_name,
            e.opened_at, e.resolution, e.resolved_by, e.resolved_at
          from payment_exceptions e left join clients c on c.tenant_id = e.tenant_id and c.id = e.client_id
          where e.tenant_id = ${ctx.tenant} and (e.resolved_at is null) = ${state === 'open'}
            ${cursor ? sql`and e.id < ${cursor[0]}::uuid` : sql``} order by e.id desc limit ${limit + 1}`,
    );
    const { count } = await ctx.db.one<{ count: number }>(
      sql`select count(*)::int as count from payment_exceptions where tenant_id = ${ctx.tenant} and resolved_at is null`,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map(({ clientId, clientName, ...row }) => ({
        ...row,
        client: clientId ? { id: clientId, name: clientName ?? '' } : null,
        isRecordable: isRecordable(row),
      })),
      next: rows.length > limit && last ? writeCursor([last.id]) : null,
      upTo: await ctx.upTo(),
      openCount: count,
    };
  },
});
