import { invalid, refused } from '@kelp/std';
import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { itilPriority } from './domain/itil-priority';
import { defaultImpact, defaultPriorityName, defaultUrgency } from './domain/reference-data';
import { itilMatrix } from './settings';
import { priorities, type boards } from './tables';

export interface PriorityWish {
  priorityId?: string | undefined;
  impact?: number | undefined;
  urgency?: number | undefined;
  /** On an ITIL board: the priority is set by hand (true), or follows impact and urgency again (false). */
  isPriorityOverridden?: boolean | undefined;
}

export interface PriorityChoice {
  priorityId: string;
  impact: number | null;
  urgency: number | null;
  isPriorityOverridden: boolean;
}

/**
 * The priority a ticket gets. On an ITIL board it follows from impact × urgency by the workspace's matrix unless it is overridden by hand;
 * elsewhere it is the one asked for, else the board's usual one, else Medium. `current` is the priority the ticket has, kept by an override.
 */
export async function choosePriority(
  ctx: ReadCtx,
  board: Row<typeof boards>,
  wish: PriorityWish,
  current?: string,
): Promise<PriorityChoice> {
  if (board.priorityMode === 'itil') return itilChoice(ctx, wish, current);
  const own = { impact: null, urgency: null, isPriorityOverridden: false };
  const asked = wish.priorityId ?? board.defaultPriorityId;
  if (asked) {
    const priority = await ctx.db.get(priorities, asked);
    if (!priority.isItil && !priority.removedAt) return { priorityId: priority.id, ...own };
    if (wish.priorityId) {
      const field = { priorityId: 'Choose one of the board’s priorities.' };
      throw invalid('This priority does not belong to the board.', field);
    }
  }
  return { priorityId: (await usualPriority(ctx)).id, ...own };
}

async function usualPriority(ctx: ReadCtx): Promise<Row<typeof priorities>> {
  const own = await ctx.db.list(priorities, { isItil: false, removedAt: null }, { orderBy: 'position' });
  const chosen = own.find((priority) => priority.name === defaultPriorityName) ?? own.at(-1);
  if (!chosen) throw refused('priority.missing', 'There is no priority yet. Create one in the settings first.');
  return chosen;
}

async function itilChoice(ctx: ReadCtx, wish: PriorityWish, current: string | undefined): Promise<PriorityChoice> {
  const impact = wish.impact ?? defaultImpact;
  const urgency = wish.urgency ?? defaultUrgency;
  if (wish.isPriorityOverridden) {
    return {
      priorityId: await overridden(ctx, wish.priorityId ?? current),
      impact,
      urgency,
      isPriorityOverridden: true,
    };
  }
  if (wish.priorityId) {
    throw invalid('On this board the priority follows from impact and urgency.', {
      priorityId: 'Change impact or urgency, or override the priority by hand (isPriorityOverridden).',
    });
  }
  const itil = await ctx.db.list(priorities, { isItil: true, removedAt: null }, { orderBy: 'position' });
  const priority = itil[itilPriority(impact, urgency, await ctx.setting(itilMatrix)) - 1];
  if (!priority)
    throw refused(
      'priority.missing',
      'The ITIL priorities P1 to P5 are not complete. Look at the priorities in the settings.',
    );
  return { priorityId: priority.id, impact, urgency, isPriorityOverridden: false };
}

async function overridden(ctx: ReadCtx, priorityId: string | undefined): Promise<string> {
  if (!priorityId) throw invalid('Say which priority it shall be.', { priorityId: 'Choose a priority.' });
  const priority = await ctx.db.get(priorities, priorityId);
  if (priority.isItil && !priority.removedAt) return priority.id;
  throw invalid('An ITIL board takes P1 to P5 only.', { priorityId: 'Choose one of P1 to P5.' });
}
