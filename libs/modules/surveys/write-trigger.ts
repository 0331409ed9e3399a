import { contacts } from '@kelp/clients';
import type { Ctx } from '@kelp/kernel';
import { sql, type Row, type Table } from '@kelp/platform/db';
import { invalid, notFound } from '@kelp/std';
import { tagDefinitions } from '@kelp/tags';
import { boards, priorities, statuses } from '@kelp/tickets';
import type { SurveyConditions } from './contract';
import { surveyTemplates, surveyTriggerContacts, type surveyTriggers } from './tables';

async function assertAll(ctx: Ctx, table: Table, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await ctx.db.list(table, { id: [...ids] } as never);
  if (found.length < new Set(ids).size) throw notFound(table.noun);
}

/** Throws not_found for a place, tag or template that is not the workspace's. */
export async function assertTriggerParts(
  ctx: Ctx,
  { templateId, conditions }: { templateId?: string | null | undefined; conditions?: SurveyConditions | undefined },
): Promise<void> {
  if (templateId) await ctx.db.get(surveyTemplates, templateId);
  if (!conditions) return;
  await assertAll(ctx, boards, conditions.boardIds);
  await assertAll(ctx, statuses, conditions.statusIds);
  await assertAll(ctx, priorities, conditions.priorityIds);
  await assertAll(ctx, tagDefinitions, conditions.clientTagIds);
}

type Timing = Pick<Row<typeof surveyTriggers>, 'kind' | 'everyDays'>;

/** Throws invalid for an interval without its days, or days of what is no interval. */
export function checkTiming({ kind, everyDays }: Timing): void {
  const sentence =
    kind === 'interval' && everyDays === null
      ? 'Say every how many days the contacts are asked.'
      : kind === 'ticket_closed' && everyDays !== null
        ? 'Days from one survey to the next belong to a trigger by interval.'
        : null;
  if (sentence) throw invalid(sentence, { everyDays: sentence });
}

/** Makes these the contacts of a trigger, in as many statements however many they are. */
export async function writeContacts(ctx: Ctx, triggerId: string, contactIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(contactIds)];
  await assertAll(ctx, contacts, wanted);
  const known = (await ctx.db.list(surveyTriggerContacts, { triggerId })).map(({ contactId }) => contactId);
  await ctx.db.rows(
    sql`delete from survey_trigger_contacts where tenant_id = ${ctx.tenant} and trigger_id = ${triggerId}
        and not contact_id = any(${wanted}::uuid[])`,
  );
  await ctx.db.insertMany(
    surveyTriggerContacts,
    wanted.filter((id) => !known.includes(id)).map((contactId) => ({ id: ctx.newId(), triggerId, contactId })),
  );
}
