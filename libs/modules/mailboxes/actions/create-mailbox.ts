import { defineAction, sealPassword, type Ctx } from '@kelp/kernel';
import { inboundRoutes, users } from '@kelp/identity';
import type { z } from '@kelp/kernel/contract';
import type { NewRow, Row } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { boards, priorities } from '@kelp/tickets';
import { createMailbox } from '../contract';
import { pollKind } from '../jobs/poll-mailbox';
import { ensureCursor } from '../mailbox-cursor';
import { mailboxes } from '../tables';

/** A new address that takes mail for a board. An address belongs to one mailbox of the whole installation. */
export const createMailboxAction = defineAction(createMailbox, {
  permission: 'email_settings.update',
  run: async (ctx, { reopenHours, imap, ...input }) => {
    await ctx.db.get(boards, input.boardId);
    await checkDefaults(ctx, input);
    if (imap && !imap.password) throw invalid('The account needs a password.', { password: 'Enter the password.' });
    const account = imap ? imapColumns(ctx.tenant, imap) : {};
    // Only a mail server that we run ourselves surely knows addresses with a plus.
    const plus = input.hasPlusAddresses ?? !imap;
    const mailbox = await ctx.db.insert(mailboxes, { ...input, ...account, hasPlusAddresses: plus } as NewRow<
      typeof mailboxes
    >);
    await route(ctx, mailbox);
    await setReopenHours(ctx, input.boardId, reopenHours);
    ctx.touch('mailbox');
    return { id: mailbox.id };
  },
});

type Account = NonNullable<z.output<typeof createMailbox.input>['imap']>;

/** The columns of an account; a password that is left out stays as it is. */
export function imapColumns(tenant: string, { host, port, security, username, password, folder }: Account) {
  return {
    kind: 'imap' as const,
    imapHost: host,
    imapPort: port,
    imapSecurity: security,
    imapUsername: username,
    imapFolder: folder,
    ...(password === undefined ? {} : { imapPassword: sealPassword(tenant, password) }),
  };
}

interface Defaults {
  defaultPriorityId?: string | null | undefined;
  defaultAssigneeId?: string | null | undefined;
}

/** Throws not_found unless priority and person are of this workspace. */
export async function checkDefaults(ctx: Ctx, { defaultPriorityId, defaultAssigneeId }: Defaults): Promise<void> {
  if (defaultPriorityId) await ctx.db.get(priorities, defaultPriorityId);
  if (!defaultAssigneeId) return;
  const person = await ctx.db.get(users, defaultAssigneeId);
  if (person.type !== 'internal' || !person.isActive)
    throw invalid('Tickets go to active colleagues only.', { defaultAssigneeId: 'Choose an active colleague.' });
}

/** Opens the door by which mail of the mailbox comes, or starts to look at its account; closes both when it is off. */
export async function route(ctx: Ctx, mailbox: Row<typeof mailboxes>): Promise<void> {
  const { id, address, kind, isActive } = mailbox;
  await ensureCursor(ctx, id);
  if (isActive && kind === 'smtp') await ctx.db.insertMany(inboundRoutes, [{ address, mailboxId: id }]);
  await ctx.setDue(pollKind, id, isActive && kind === 'imap' ? ctx.now() : null);
}

/** How long after closing a client's reply reopens a ticket of this board; left as it is when not given. */
export async function setReopenHours(ctx: Ctx, boardId: string, reopenHours: number | undefined): Promise<void> {
  if (reopenHours !== undefined) await ctx.db.update(boards, boardId, { reopenHours });
}
