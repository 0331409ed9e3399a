import { mailHostRules, openPassword } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import type { ImapAccount } from '@kelp/platform/mail';
import type { mailboxes } from './tables';

/** What is needed to open the account of an IMAP mailbox. Throws when its password cannot be read any more. */
export async function accountOf(tenant: string, mailbox: Row<typeof mailboxes>): Promise<ImapAccount> {
  return {
    host: mailbox.imapHost,
    port: mailbox.imapPort,
    security: mailbox.imapSecurity,
    username: mailbox.imapUsername,
    password: openPassword(tenant, mailbox.imapPassword),
    folder: mailbox.imapFolder,
    rules: await mailHostRules(),
  };
}
