import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { sql, type Patch } from '@kelp/platform/db';
import { boards } from '@kelp/tickets';
import { testMailbox, updateMailbox } from '../contract';
import { testMailboxJob } from '../jobs/test-mailbox';
import { ensureCursor } from '../mailbox-cursor';
import { mailboxes } from '../tables';
import { checkDefaults, imapColumns, route, setReopenHours } from './create-mailbox';

/** Changes a mailbox. An inactive one takes no more mail: senders are told 550, an account is no longer looked at. */
export const updateMailboxAction = defineAction(updateMailbox, {
  permission: 'email_settings.update',
  run: async (ctx, { id, version, reopenHours, imap, ...patch }) => {
    if (patch.boardId) await ctx.db.get(boards, patch.boardId);
    await checkDefaults(ctx, patch);
    const before = await ctx.db.lock(mailboxes, id);
    const account =
      imap === undefined ? {} : imap ? imapColumns(ctx.tenant, imap) : { kind: 'smtp' as const, imapPassword: '' };
    const isElsewhere = imap && (imap.host !== before.imapHost || before.kind !== 'imap');
    if (isElsewhere && imap.password === undefined)
      throw invalid('Another server needs its own password.', { password: 'Enter the password for this server.' });
    const after = await ctx.db.update(mailboxes, id, { ...patch, ...account } as Patch<typeof mailboxes>, version);
    await ctx.db.rows(sql`delete from inbound_routes where tenant_id = ${ctx.tenant} and mailbox_id = ${id}`);
    await route(ctx, after);
    const isOther =
      isElsewhere || (imap && (imap.username !== before.imapUsername || imap.folder !== before.imapFolder));
    if (isOther) await startAnew(ctx, id);
    await setReopenHours(ctx, after.boardId, reopenHours);
    ctx.touch('mailbox');
    return { id, version: after.version };
  },
});

/** Another account: only mail from now on, and no lease of the former one counts. */
async function startAnew(ctx: Ctx, mailboxId: string): Promise<void> {
  await ctx.db.rows(
    sql`update mailbox_cursors set uid_validity = null, last_uid = 0, since = ${ctx.now()}, fence = fence + 1, holder = null,
          lease_until = null, failures = 0, failure = null, failed_at = null, test_state = null, test_text = null
        where tenant_id = ${ctx.tenant} and mailbox_id = ${mailboxId}`,
  );
}

/** Asks the worker to try the mailbox; it answers on the row. */
export const testMailboxAction = defineAction(testMailbox, {
  permission: 'email_settings.update',
  run: async (ctx, { id }) => {
    await ctx.db.get(mailboxes, id);
    await ensureCursor(ctx, id);
    await ctx.db.rows(
      sql`update mailbox_cursors set test_state = 'running', test_text = null, tested_at = ${ctx.now()}
          where tenant_id = ${ctx.tenant} and mailbox_id = ${id}`,
    );
    await ctx.enqueue(testMailboxJob, { mailboxId: id, test: ctx.newId() });
    ctx.touch('mailbox');
    return {};
  },
});
