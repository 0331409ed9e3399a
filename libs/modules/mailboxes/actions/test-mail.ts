import { users } from '@kelp/identity';
import { defineAction, sendEmail } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { testMail } from '../contract';
import { mailTestEmail } from '../emails/mail-test';
import { testMailboxAction } from './update-mailbox';

/** Tries now whether mail comes (the first mailbox that is on), or goes: a mail to the person who asks, by the same way as every other. */
export const testMailAction = defineAction(testMail, {
  permission: 'email_settings.update',
  run: async (ctx, { way }) => {
    if (way === 'out') {
      const { email, name, locale } = await ctx.db.get(users, ctx.actor.id ?? '');
      const { name: workspace } = await readTenant(ctx);
      const to = { address: email, name };
      await sendEmail(ctx, mailTestEmail, {
        to,
        locale: locale ?? ctx.locale,
        props: { workspace },
        dedupeKey: `mail-test:${ctx.newId()}`,
      });
      ctx.touch('tenant');
      return {};
    }
    const mailbox = await ctx.db.maybe<{ id: string }>(
      sql`select id from mailboxes where tenant_id = ${ctx.tenant} order by is_active desc, id limit 1`,
    );
    if (!mailbox) throw refused('mailbox.none', 'Connect a mailbox first, then test it.');
    return ctx.run(testMailboxAction, { id: mailbox.id });
  },
});
