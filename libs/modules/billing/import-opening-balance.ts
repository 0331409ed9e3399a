import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { invoices } from './tables';
import { voidDocument } from './write/void-document';
import { writeOpeningBalance, type FormerInvoice } from './write/write-opening-balance';

/** Takes an unpaid invoice of another system over. No door offers this: it runs in a history, which is muted. Throws invalid by field. */
export function importOpeningBalance(ctx: Ctx, former: FormerInvoice): Promise<Row<typeof invoices>> {
  for (const permission of ['invoice.create', 'invoice.finalize']) ctx.require(permission);
  if (!ctx.caller.isMuted) throw new Error('An invoice of another system is written in a history, which is muted.');
  return writeOpeningBalance(ctx, former);
}

/** Takes an opening balance back that an import made, by the mirror entry, as long as nothing of it is settled. */
export async function takeBackOpeningBalance(ctx: Ctx, id: string): Promise<void> {
  ctx.require('invoice.void');
  const invoice = await ctx.db.get(invoices, id);
  if (invoice.kind !== 'opening_balance') throw notFound('opening balance');
  await voidDocument(ctx, id, 'Its import was taken back.');
}
