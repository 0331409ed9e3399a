import { defineJob } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';
import { sql, type Row } from '@kelp/platform/db';
import { askRecipient, openImapFolder } from '@kelp/platform/mail';
import { plainWords } from '../domain/plain-words';
import { accountOf } from '../imap-account';
import { mailboxes } from '../tables';

/** Tries a mailbox: signs in to its account and opens the folder, or asks our own SMTP door for the address. Writes what came of it in words. */
export const testMailboxJob = defineJob({
  name: 'mail.test_mailbox',
  queue: 'mail',
  input: z.object({ mailboxId: z.uuid(), test: z.uuid() }),
  key: (input) => input.test,
  attempts: 3,
  process: async (unit, { mailboxId }) => {
    const mailbox = await unit.transaction((ctx) => ctx.db.find(mailboxes, { id: mailboxId }));
    if (!mailbox) return;
    const text = await (mailbox.kind === 'imap' ? tryAccount(unit.tenant, mailbox) : tryDoor(mailbox)).catch(
      (error: unknown) => plainWords(error),
    );
    await unit.transaction(async (ctx) => {
      await ctx.db.rows(
        sql`update mailbox_cursors set test_state = ${text === null ? 'ok' : 'failed'}, test_text = ${text}, tested_at = ${ctx.now()}
            where tenant_id = ${ctx.tenant} and mailbox_id = ${mailboxId}`,
      );
      ctx.touch('mailbox');
    });
  },
});

async function tryAccount(tenant: string, mailbox: Row<typeof mailboxes>): Promise<null> {
  const folder = await openImapFolder(await accountOf(tenant, mailbox));
  await folder.close();
  return null;
}

async function tryDoor({ address, isActive }: Row<typeof mailboxes>): Promise<string | null> {
  if (!isActive) return 'The mailbox is off. Turn it on, then mail is taken.';
  const port = Number(process.env['SMTP_LISTEN_PORT'] ?? 0);
  if (!port) return 'This installation has no SMTP door. Set SMTP_LISTEN_PORT, or fetch from an IMAP account.';
  const refusal = await askRecipient(port, '127.0.0.1', address);
  return refusal && `The SMTP door does not take mail for ${address} (${refusal}).`;
}
