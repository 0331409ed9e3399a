import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { boards } from '@kelp/tickets';
import { listMailboxes } from '../contract';

interface FlatMailbox {
  id: string;
  name: string;
  address: string;
  boardId: string;
  boardName: string;
  reopenHours: number;
  isActive: boolean;
  version: number;
  lastReceivedAt: Date | null;
  failing: bigint;
}

/** The mailboxes with when each last took mail and how many of its mails failed for good. */
export const listMailboxesQuery = defineQuery(listMailboxes, {
  permission: 'email_settings.read',
  run: async (ctx) => {
    const [rows, all] = await Promise.all([
      ctx.db.rows<FlatMailbox>(
        sql`select m.id, m.name, m.address, m.board_id, b.name as board_name, b.reopen_hours, m.is_active, m.version,
              (select max(i.received_at) from inbound_messages i where i.tenant_id = ${ctx.tenant} and i.mailbox_id = m.id) as last_received_at,
              (select count(*) from inbound_messages i where i.tenant_id = ${ctx.tenant} and i.mailbox_id = m.id and i.state = 'dead') as failing
            from mailboxes m join boards b on b.tenant_id = m.tenant_id and b.id = m.board_id
            where m.tenant_id = ${ctx.tenant} order by m.name`,
      ),
      ctx.db.list(boards, { isActive: true }, { orderBy: 'position' }),
    ]);
    return {
      rows: rows.map(({ boardId, boardName, failing, ...row }) => ({
        ...row,
        board: { id: boardId, name: boardName },
        failing: Number(failing),
      })),
      boards: all.map(({ id, name, reopenHours }) => ({ id, name, reopenHours })),
      abilities: abilitiesOf(ctx, ['email_settings.update']),
    };
  },
});
