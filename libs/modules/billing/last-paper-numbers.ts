import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { lastNumbers, type LastNumber } from '@kelp/tenants';

/** The last invoice and credit note; after the first their numbers follow one another. */
export const lastPaperNumbers = fillServerSlot(lastNumbers, (ctx) =>
  ctx.db.rows<LastNumber>(
    sql`select series as kind, max(number) as last from invoices where tenant_id = ${ctx.tenant} and number is not null group by series`,
  ),
);
