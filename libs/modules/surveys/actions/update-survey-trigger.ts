import { defineAction, type Ctx } from '@kelp/kernel';
import { lockWorkspace } from '@kelp/tenants';
import { updateSurveyTrigger } from '../contract';
import { surveyTriggers } from '../tables';
import { assertTriggerParts, checkTiming, writeContacts } from '../write-trigger';

/** Changes a trigger, or moves it to another place among the others. */
export const updateSurveyTriggerAction = defineAction(updateSurveyTrigger, {
  permission: 'survey.update',
  run: async (ctx, { id, version, contactIds, position, ...patch }) => {
    await lockWorkspace(ctx);
    const before = await ctx.db.lock(surveyTriggers, id);
    checkTiming({ kind: before.kind, everyDays: patch.everyDays === undefined ? before.everyDays : patch.everyDays });
    await assertTriggerParts(ctx, patch);
    const after = await ctx.db.update(surveyTriggers, id, patch, version);
    if (contactIds) await writeContacts(ctx, id, contactIds);
    if (position !== undefined) await move(ctx, id, position);
    ctx.touch('survey');
    return { id, version: position === undefined ? after.version : (await ctx.db.get(surveyTriggers, id)).version };
  },
});

/** At most fifty rows, of which only those that moved are written. */
async function move(ctx: Ctx, id: string, position: number): Promise<void> {
  const all = await ctx.db.list(surveyTriggers, {}, { orderBy: 'position' });
  const order = all.filter((one) => one.id !== id).map((one) => one.id);
  order.splice(position, 0, id);
  for (const [at, one] of order.entries()) {
    if (all.find((row) => row.id === one)?.position !== at) await ctx.db.update(surveyTriggers, one, { position: at });
  }
}
