import { defineAction, type Ctx, type z } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid, refused } from '@kelp/std';
import { applyPlan } from '../apply-plan';
import { saveStatuses } from '../contract';
import { planList, type ListPlan, type Removal } from '../domain/plan-list';
import { replaceOnTickets, ticketCounts } from '../replace-on-tickets';
import { boardAutoCloseRules, boards, statuses } from '../tables';

type Item = z.output<typeof saveStatuses.input>['statuses'][number];
type Status = Row<typeof statuses>;

/** Writes the statuses of a board. Tickets of a removed one get its replacement; a board keeps an open, a closed and one default status. */
export const saveStatusesAction = defineAction(saveStatuses, {
  permission: 'ticket_settings.update',
  run: async (ctx, { id: boardId, statuses: items, removed }) => {
    await ctx.db.lock(boards, boardId);
    const existing = await ctx.db.list(statuses, { boardId, removedAt: null }, { orderBy: 'position' });
    const plan = planList(existing, items, removed, 'status');
    assertWhole(items);
    await assertKindsStay(ctx, existing, plan);
    let movedTickets = 0;
    for (const removal of plan.removed) {
      assertSameKind(existing, plan, removal);
      movedTickets += await replaceOnTickets(ctx, 'statusId', removal);
      await replaceInRules(ctx, removal);
    }
    // The old default steps back before the new one steps forward: a board never has two.
    for (const status of existing) if (status.isDefault) await stepBack(ctx, status, plan);
    await applyPlan(ctx, statuses, plan, ({ name, portalLabel, isClosed, isDefault, pausesSla, position }) => ({
      ...{ boardId, name, portalLabel, isClosed, isDefault, position },
      pausesSla: pausesSla && !isClosed,
    }));
    return { movedTickets };
  },
});

function assertWhole(items: readonly Item[]): void {
  if (!items.some(({ isClosed }) => !isClosed) || !items.some(({ isClosed }) => isClosed))
    throw refused('status.last', 'A board needs at least one open and one closed status.');
  const defaults = items.filter(({ isDefault }) => isDefault);
  if (defaults.length !== 1) throw invalid('Mark exactly one status as the default.', { isDefault: 'Choose one.' });
  if (defaults[0]?.isClosed)
    throw invalid('New tickets are open, so the default status must be an open one.', {
      isDefault: 'Choose an open one.',
    });
}

/** Whether a status closes cannot change under the tickets that have it. */
async function assertKindsStay(ctx: Ctx, existing: readonly Status[], { kept }: ListPlan<Item>): Promise<void> {
  const turned = kept.filter((item) => existing.find(({ id }) => id === item.id)?.isClosed !== item.isClosed);
  const counts = await ticketCounts(
    ctx,
    'statusId',
    turned.map(({ id }) => id),
  );
  for (const { id, name } of turned) {
    const count = counts.get(id) ?? 0;
    if (count > 0)
      throw refused('status.in_use', `${count} tickets are in “${name}”. Move them first, or add another status.`, {
        id,
        count,
      });
  }
}

function assertSameKind(existing: readonly Status[], { kept }: ListPlan<Item>, { id, replacementId }: Removal): void {
  const former = existing.find((status) => status.id === id);
  const next = kept.find((item) => item.id === replacementId);
  if (next && former && next.isClosed !== former.isClosed)
    throw invalid(`“${former.name}” needs a replacement that is ${former.isClosed ? 'closed' : 'open'} too.`, {
      removed: 'Choose a status of the same kind.',
    });
}

async function replaceInRules(ctx: Ctx, { id, replacementId }: Removal): Promise<void> {
  for (const rule of await ctx.db.list(boardAutoCloseRules, { statusId: id }))
    await ctx.db.remove(boardAutoCloseRules, rule.id);
  for (const rule of await ctx.db.list(boardAutoCloseRules, { closeStatusId: id })) {
    if (replacementId) await ctx.db.update(boardAutoCloseRules, rule.id, { closeStatusId: replacementId });
    else await ctx.db.remove(boardAutoCloseRules, rule.id);
  }
}

async function stepBack(ctx: Ctx, status: Status, { kept }: ListPlan<Item>): Promise<void> {
  const item = kept.find(({ id }) => id === status.id);
  if (!item || item.isDefault) return;
  const { version } = await ctx.db.update(statuses, status.id, { isDefault: false }, item.version);
  item.version = version;
}
