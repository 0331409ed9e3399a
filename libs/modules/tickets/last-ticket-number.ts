import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { lastNumbers, type LastNumber } from '@kelp/tenants';

/** Below this one no ticket is numbered any more. */
export const lastTicketNumber = fillServerSlot(lastNumbers, (ctx) =>
  ctx.db.rows<LastNumber>(
    sql`select 'ticket' as kind, max(number) as last from tickets where tenant_id = ${ctx.tenant}`,
  ),
);
