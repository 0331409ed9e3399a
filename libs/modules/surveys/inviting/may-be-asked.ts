import { contacts } from '@kelp/clients';
import { suppressionOf, type Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';

const dayMs = 86_400_000;

/** The contact with an address that takes mail. */
export type Asked = Row<typeof contacts> & { email: string };

/**
 * The contact, when they may be asked now: active, with an address that takes mail, and not asked within the days of the throttle by any
 * trigger. Locked, so that two tickets that close at once ask once.
 */
export async function mayBeAsked(ctx: Ctx, contactId: string, throttleDays: number): Promise<Asked | undefined> {
  const contact = await ctx.db.lock(contacts, contactId);
  const { email } = contact;
  if (!email || contact.isInactive || contact.mergedIntoId) return undefined;
  if (await suppressionOf(ctx, email.toLowerCase())) return undefined;
  const since = new Date(ctx.now().getTime() - throttleDays * dayMs);
  const recent = await ctx.db.maybe(
    sql`select 1 from survey_invitations where tenant_id = ${ctx.tenant} and contact_id = ${contactId} and not is_test
        and created_at > ${since} limit 1`,
  );
  return recent ? undefined : { ...contact, email };
}
