import { openPassword } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import type { ImapAccount } from '@kelp/platform/mail';
import type { mailboxes } from './tables';

/** What is needed to open the account of an IMAP mailbox. Throws when its password cannot be read any more. */
export function accountOf(tenant: string, mailbox: Row<typeof mailboxes>): ImapAccount {
  return {
    host: mailbox.imapHost,
    port: mailbox.imapPort,
    security: mailbox.imapSecurity,
    username: mailbox.imapUsername,
    password: openPassword(tenant, mailbox.imapPassword),
    folder: mailbox.imapFolder,
    allowLocal: ['1', 'true'].includes(process.env['MAIL_LOCAL_HOSTS'] ?? ''),
  };
}
