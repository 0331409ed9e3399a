import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { priorities } from '@kelp/tickets';
import { getSlaPolicy, slaSettings } from '../contract';
import { readPromises } from '../policies';
import { businessCalendars, slaPolicies } from '../tables';

/** One policy with its targets, rules and who is given it. */
export const getSlaPolicyQuery = defineQuery(getSlaPolicy, {
  permission: 'sla_policy.read',
  run: async (ctx, { id }) => {
    const policy = await ctx.db.get(slaPolicies, id);
    if (policy.deletedAt) throw notFound(slaPolicies.noun);
    const promises = await readPromises(ctx, id, policy.revision);
    const [calendar, known, clients, boards] = await Promise.all([
      ctx.db.get(businessCalendars, promises.calendarId),
      ctx.db.list(priorities, {}, { orderBy: 'position' }),
      assignedClients(ctx, id),
      assignedBoards(ctx, id),
    ]);
    const { name, isDefault, version } = policy;
    const targets = known.flatMap((priority) =>
      promises.targets
        .filter(({ priorityId }) => priorityId === priority.id)
        .map((target) => ({ ...target, priorityName: priority.name })),
    );
    const settings = slaSettings.parse(promises.settings);
    return {
      id,
      name,
      isDefault,
      version,
      ...promises,
      settings,
      calendarName: calendar.name,
      targets,
      clients,
      boards,
    };
  },
});

interface Reference {
  id: string;
  name: string;
}

const assignedClients = (ctx: ReadCtx, policyId: string): Promise<Reference[]> =>
  ctx.db.rows<Reference>(
    sql`select c.id, c.name from sla_assignments a join clients c on c.tenant_id = a.tenant_id and c.id = a.client_id
        where a.tenant_id = ${ctx.tenant} and a.policy_id = ${policyId} order by lower(c.name), c.id limit 200`,
  );

const assignedBoards = (ctx: ReadCtx, policyId: string): Promise<Reference[]> =>
  ctx.db.rows<Reference>(
    sql`select b.id, b.name from sla_assignments a join boards b on b.tenant_id = a.tenant_id and b.id = a.board_id
        where a.tenant_id = ${ctx.tenant} and a.policy_id = ${policyId} order by b.position, b.id`,
  );
