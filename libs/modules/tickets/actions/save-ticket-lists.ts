import { defineAction, type Ctx } from '@kelp/kernel';
import { applyPlan } from '../apply-plan';
import { saveResolutionCodes, saveTicketTypes } from '../contract';
import { planList, type Removal } from '../domain/plan-list';
import { replaceOnTickets } from '../replace-on-tickets';
import { resolutionCodes, ticketTypes } from '../tables';

interface List {
  items: { id?: string | undefined; version?: number | undefined; name: string }[];
  removed: Removal[];
}

async function saveNames(
  ctx: Ctx,
  table: typeof ticketTypes,
  field: 'typeId' | 'resolutionCodeId',
  { items, removed }: List,
): Promise<{ movedTickets: number }> {
  const existing = await ctx.db.list(table, { removedAt: null }, { orderBy: 'position', lock: true });
  const plan = planList(existing, items, removed, table.noun);
  let movedTickets = 0;
  for (const removal of plan.removed) movedTickets += await replaceOnTickets(ctx, field, removal);
  await applyPlan(ctx, table, plan, ({ name, position }) => ({ name, position }));
  return { movedTickets };
}

const permission = 'ticket_settings.update';

/** The ticket types as a whole, in their order. */
export const saveTicketTypesAction = defineAction(saveTicketTypes, {
  permission,
  run: (ctx, input) => saveNames(ctx, ticketTypes, 'typeId', input),
});

/** The resolution codes as a whole, in their order. */
export const saveResolutionCodesAction = defineAction(saveResolutionCodes, {
  permission,
  run: (ctx, input) => saveNames(ctx, resolutionCodes, 'resolutionCodeId', input),
});
