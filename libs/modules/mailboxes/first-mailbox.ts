import { fillServerSlot, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { firstSteps, type FirstStepCard } from '@kelp/tenants';
import { mailTestEmail } from './emails/mail-test';

type Test = FirstStepCard['test'];
const untried: Test = { state: 'none', text: '' };

interface Standing {
  hasMailbox: boolean;
  comes: boolean;
  triedIn: Test;
  goes: boolean;
}

/** Whether a fresh workspace has its first mailbox, and whether mail was seen to come and to go, for whoever may do it. */
export const firstMailbox = fillServerSlot(firstSteps, async (ctx) => {
  const { hasMailbox, comes, triedIn, goes } = await ctx.db.one<Standing>(
    sql`select exists (select from mailboxes where tenant_id = ${ctx.tenant}) as has_mailbox,
          exists (select from mailbox_cursors where tenant_id = ${ctx.tenant} and test_state = 'ok')
            or exists (select from inbound_messages where tenant_id = ${ctx.tenant}) as comes,
          (select jsonb_build_object('state', c.test_state, 'text', coalesce(c.test_text, '')) from mailbox_cursors c
            where c.tenant_id = ${ctx.tenant} and c.test_state in ('running', 'failed') order by c.tested_at desc limit 1) as tried_in,
          exists (select from email_messages where tenant_id = ${ctx.tenant} and state = 'sent') as goes`,
  );
  const isAllowed = ctx.can('email_settings.update');
  return [
    { step: 'mailbox' as const, isDone: hasMailbox, isAllowed },
    { step: 'mail_in' as const, isDone: comes, isAllowed, needs: 'mailbox' as const, test: triedIn ?? untried },
    { step: 'mail_out' as const, isDone: goes, isAllowed, test: goes ? untried : await triedOut(ctx) },
  ];
});

/** How the last test mail fared, where none has left yet. */
async function triedOut(ctx: ReadCtx): Promise<Test> {
  const last = await ctx.db.maybe<{ isOnItsWay: boolean; error: string | null }>(
    sql`select state in ('queued', 'sending') as is_on_its_way, error from email_messages
        where tenant_id = ${ctx.tenant} and state <> 'sent' and template = ${mailTestEmail.name} order by id desc limit 1`,
  );
  if (!last) return untried;
  return last.isOnItsWay && !last.error ? { state: 'running', text: '' } : { state: 'failed', text: last.error ?? '' };
}
