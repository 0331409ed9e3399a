import { defineJob, defineSchedule, z, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { mayBeAsked } from '../inviting/may-be-asked';
import { sendSurvey } from '../inviting/send-survey';
import { surveyTemplates, surveyTriggers } from '../tables';

/** Asked in one transaction. */
const chunk = 50;

/** Asks the contacts of triggers by interval whose days are over, a few in each transaction. Running twice asks nobody twice. */
export const askByInterval = defineJob({
  name: 'surveys.ask_by_interval',
  queue: 'default',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  process: async (unit) => {
    const triggers = await unit.transaction((ctx) =>
      ctx.db.list(surveyTriggers, { kind: 'interval', isActive: true }, { orderBy: 'position' }),
    );
    for (const { id, everyDays } of triggers) {
      const due = await unit.transaction((ctx) => dueContacts(ctx, id, everyDays ?? 1));
      for (let start = 0; start < due.length; start += chunk)
        await unit.transaction((ctx) => askThese(ctx, id, due.slice(start, start + chunk)));
    }
  },
});

export const askDaily = defineSchedule('surveys.ask_by_interval', '40 7 * * *', 'UTC', askByInterval);

/** Contacts of a trigger who were not asked by it within its days; a day counts as over an hour early, so that a daily run never slips. */
async function dueContacts(ctx: Ctx, triggerId: string, everyDays: number): Promise<string[]> {
  const since = new Date(ctx.now().getTime() - (everyDays * 24 - 1) * 3_600_000);
  const rows = await ctx.db.rows<{ contactId: string }>(
    sql`select x.contact_id from survey_trigger_contacts x where x.tenant_id = ${ctx.tenant} and x.trigger_id = ${triggerId}
          and not exists (select 1 from survey_invitations i where i.tenant_id = x.tenant_id and i.trigger_id = x.trigger_id
            and i.contact_id = x.contact_id and i.created_at > ${since})
        order by x.contact_id`,
  );
  return rows.map(({ contactId }) => contactId);
}

async function askThese(ctx: Ctx, triggerId: string, contactIds: readonly string[]): Promise<void> {
  if (ctx.caller.isMuted) return;
  const trigger = await ctx.db.find(surveyTriggers, { id: triggerId, isActive: true });
  if (!trigger) return;
  const template = await ctx.db.find(surveyTemplates, {
    isEnabled: true,
    ...(trigger.templateId ? { id: trigger.templateId } : { isDefault: true }),
  });
  if (!template) return;
  const still = await dueContacts(ctx, triggerId, trigger.everyDays ?? 1);
  for (const contactId of contactIds) {
    const contact = still.includes(contactId) ? await mayBeAsked(ctx, contactId, trigger.throttleDays) : undefined;
    if (!contact) continue;
    await sendSurvey(ctx, template, {
      to: { address: contact.email, name: contact.fullName, locale: contact.locale, contactId },
      clientId: contact.clientId,
      triggerId,
    });
  }
}
