import { defineJob, defineSchedule, z, type Ctx } from '@kelp/kernel';
import { updateTicketAction } from '../actions/update-ticket';
import { restingTickets, stepsOf, type AutoCloseRule } from '../auto-close-rules';
import { autoCloseStep } from '../domain/auto-close-step';
import { ticketAutoCloseWarned } from '../events';
import { boardAutoCloseRules, ticketAutoCloseStates, tickets } from '../tables';
import { writeComment } from '../write-comment';

/** Looked at in one run; the next run goes on. */
const most = 10_000;
const chunk = 50;

/**
 * Closes and warns about tickets that rested as long as their board's rules say, through the ordinary action, a few in each transaction.
 * Running twice changes nothing: each ticket is looked at again under its lock.
 */
export const autoCloseTickets = defineJob({
  name: 'tickets.auto_close',
  queue: 'default',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  process: async (unit) => {
    const rules = await unit.transaction((ctx) => ctx.db.list(boardAutoCloseRules, {}));
    for (const rule of rules) {
      const due = await unit.transaction(async (ctx) => {
        const steps = stepsOf(rule, await restingTickets(ctx, rule, ctx.now(), most), ctx.now());
        return steps.filter(({ step }) => step !== 'wait').map(({ ticket }) => ticket);
      });
      for (let start = 0; start < due.length; start += chunk) {
        await unit.transaction(async (ctx) => {
          for (const { id, canWarn } of due.slice(start, start + chunk)) await takeStep(ctx, rule, id, canWarn);
        });
      }
    }
  },
});

export const autoCloseHourly = defineSchedule('tickets.auto_close', '20 * * * *', 'UTC', autoCloseTickets);

async function takeStep(ctx: Ctx, rule: AutoCloseRule, id: string, canWarn: boolean): Promise<void> {
  const ticket = await ctx.db.lock(tickets, id);
  if (ticket.statusId !== rule.statusId || ticket.isClosed || ticket.responseState === 'awaiting_us') return;
  const state = await ctx.db.find(ticketAutoCloseStates, { ticketId: id });
  const { lastActivityAt } = ticket;
  const step = autoCloseStep(rule, { lastActivityAt, warnedAt: state?.warnedAt ?? null, canWarn }, ctx.now());
  if (step === 'warn') {
    if (state) await ctx.db.update(ticketAutoCloseStates, state.id, { warnedAt: ctx.now() });
    else await ctx.db.insert(ticketAutoCloseStates, { ticketId: id, warnedAt: ctx.now() });
    ctx.emit(ticketAutoCloseWarned, id, { ticketId: id, days: rule.warnDays ?? 0 });
  }
  if (step === 'close') {
    await writeComment(ctx, ticket, {
      authorType: 'system',
      visibility: 'internal',
      authorName: 'Kelp',
      text: `Closed by itself after ${rule.idleDays} ${rule.idleDays === 1 ? 'day' : 'days'} without activity.`,
    });
    await ctx.run(updateTicketAction, { id, statusId: rule.closeStatusId });
  }
}
