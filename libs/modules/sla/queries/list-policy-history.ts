import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { priorities } from '@kelp/tickets';
import { listPolicyHistory } from '../contract';
import { listChanges } from '../domain/list-changes';
import { readPromises, type Promises } from '../policies';
import { businessCalendars, slaPolicies, slaPolicyRevisions } from '../tables';

const most = 100;

/** Who promised what when: each revision with its difference from the one before, newest first, at most a hundred. */
export const listPolicyHistoryQuery = defineQuery(listPolicyHistory, {
  permission: 'sla_policy.read',
  run: async (ctx, { id }) => {
    await ctx.db.get(slaPolicies, id);
    const revisions = await ctx.db.list(
      slaPolicyRevisions,
      { policyId: id },
      { orderBy: 'revision', direction: 'desc', limit: most },
    );
    const words = await namesOf(ctx);
    const texts: Record<string, unknown>[] = [];
    for (const { revision } of revisions) texts.push(readable(await readPromises(ctx, id, revision), words));
    return {
      rows: revisions.map(({ revision, recordedAt, recordedBy }, at) => ({
        number: revision,
        recordedAt,
        recordedBy,
        changes: texts[at + 1] ? listChanges(texts[at + 1], texts[at]) : [],
      })),
    };
  },
});

async function namesOf(ctx: ReadCtx): Promise<(id: string) => string> {
  const [known, calendars] = await Promise.all([ctx.db.list(priorities, {}), ctx.db.list(businessCalendars, {})]);
  const names = new Map([...known, ...calendars].map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

/** The promises with names for ids and one line for each target and rule, so that differences can be read. */
function readable({ calendarId, targets, rules, settings }: Promises, nameOf: (id: string) => string) {
  return {
    calendar: nameOf(calendarId),
    settings,
    targets: Object.fromEntries(
      targets.map(({ priorityId, clock, amount, unit, isAlwaysOpen }) => [
        `${nameOf(priorityId)}, ${clock}`,
        `${amount} ${unit}${isAlwaysOpen ? ', around the clock' : ''}`,
      ]),
    ),
    rules: Object.fromEntries(
      rules.map(({ kind, percent, level, ...telling }) => [
        level ? `escalation level ${level}` : `${kind} ${percent ?? ''}`,
        { percent, ...telling },
      ]),
    ),
  };
}
