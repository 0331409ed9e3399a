import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { boards } from '@kelp/tickets';
import { listMailboxes, type MailboxRow } from '../contract';
import type { Cursor } from '../mailbox-cursor';
import type { mailboxes } from '../tables';

type FlatMailbox = Row<typeof mailboxes> &
  Pick<Cursor, 'testText'> & {
    boardName: string;
    reopenHours: number;
    lastReceivedAt: Date | null;
    failing: bigint;
    polledAt: Date | null;
    isLive: boolean;
    failure: string | null;
    failedAt: Date | null;
    testState: Cursor['testState'];
    testedAt: Date | null;
  };

/** The mailboxes with how each does: its last mail, mails that failed for good, its last failure and test. Passwords stay inside. */
export const listMailboxesQuery = defineQuery(listMailboxes, {
  permission: 'email_settings.read',
  run: async (ctx) => {
    const [rows, all] = await Promise.all([
      flatRows(ctx),
      ctx.db.list(boards, { isActive: true }, { orderBy: 'position' }),
    ]);
    return {
      rows: rows.map(toMailboxRow),
      boards: all.map(({ id, name, reopenHours }) => ({ id, name, reopenHours })),
      abilities: abilitiesOf(ctx, ['email_settings.update']),
    };
  },
});

const flatRows = (ctx: ReadCtx): Promise<FlatMailbox[]> =>
  ctx.db.rows<FlatMailbox>(
    sql`select m.*, b.name as board_name, b.reopen_hours, c.polled_at, c.failure,
          coalesce(m.is_active and c.watch_state = 'live' and c.watched_until > kelp_now(), false) as is_live, c.failed_at, c.test_state, c.test_text, c.tested_at,
          (select max(i.received_at) from inbound_messages i where i.tenant_id = ${ctx.tenant} and i.mailbox_id = m.id) as last_received_at,
          (select count(*) from inbound_messages i where i.tenant_id = ${ctx.tenant} and i.mailbox_id = m.id and i.state = 'dead') as failing
        from mailboxes m join boards b on b.tenant_id = m.tenant_id and b.id = m.board_id
        left join mailbox_cursors c on c.tenant_id = m.tenant_id and c.mailbox_id = m.id
        where m.tenant_id = ${ctx.tenant} order by m.name`,
  );

function toMailboxRow(row: FlatMailbox): MailboxRow {
  const { id, name, address, kind, isActive, version, reopenHours, lastReceivedAt, polledAt, failure, failedAt } = row;
  const { isLive } = row;
  const { defaultPriorityId, defaultAssigneeId, autoAcknowledge, unknownSenders, hasPlusAddresses, trustedAuthserv } =
    row;
  return {
    ...{ id, name, address, kind, isActive, version, reopenHours, lastReceivedAt, polledAt, failure, failedAt, isLive },
    ...{ defaultPriorityId, defaultAssigneeId, autoAcknowledge, unknownSenders, hasPlusAddresses, trustedAuthserv },
    board: { id: row.boardId, name: row.boardName },
    failing: Number(row.failing),
    imap:
      kind === 'imap'
        ? {
            host: row.imapHost,
            port: row.imapPort,
            security: row.imapSecurity,
            username: row.imapUsername,
            hasPassword: row.imapPassword !== '',
            folder: row.imapFolder,
          }
        : null,
    test: row.testState && { state: row.testState, text: row.testText, at: row.testedAt },
  };
}
