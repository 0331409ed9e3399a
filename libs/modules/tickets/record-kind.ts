import { missingOnClose, namesOf, searchNames, type Named } from '@kelp/fields';
import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { recordKind } from '@kelp/tags';
import { ticketCloseBlockers } from './close-rules';
import { tickets } from './tables';
import { mentionWork, ticketWork } from './work-items';

/** Tickets carry tags and custom fields, whose form their board chooses; a field may have to be filled before closing. */
export const ticketFillings = [
  ticketWork,
  mentionWork,
  fillServerSlot(recordKind, async (_ctx, { entity }) =>
    entity === 'ticket'
      ? { table: tickets, read: 'ticket.read', update: 'ticket.update', formColumn: 'board_id' }
      : null,
  ),
  fillServerSlot(ticketCloseBlockers, async (ctx, { ticket }) =>
    (await missingOnClose(ctx, 'ticket', ticket.custom, ticket.boardId)).map(({ key, label }) => ({
      key: `custom.${key}`,
      text: `Fill in “${label}”.`,
    })),
  ),
  fillServerSlot(namesOf, async (ctx, { kind, ids }) =>
    kind === 'board'
      ? ctx.db.rows<Named>(
          sql`select id, name from boards where tenant_id = ${ctx.tenant} and id = any(${ids}::uuid[])`,
        )
      : [],
  ),
  fillServerSlot(searchNames, async (ctx, { kind, words }) =>
    kind === 'board'
      ? ctx.db.rows<Named>(
          sql`select id, name from boards where tenant_id = ${ctx.tenant} and is_active and strpos(lower(name), ${words}) > 0
              order by position limit 20`,
        )
      : [],
  ),
];
