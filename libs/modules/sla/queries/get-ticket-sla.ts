import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { tickets } from '@kelp/tickets';
import { clocksOf, loadAccounts } from '../clocks-of';
import { getTicketSla, type TicketClock } from '../contract';
import type { Clock } from '../domain/clock';
import { explainClock, type ClockExplanation } from '../domain/explain-clock';
import { currentClock } from '../domain/fold-clocks';
import type { FullTargeting } from '../domain/merge-targeting';
import { clockNames } from '../domain/sla-policy';
import { slaPolicies } from '../tables';

/** The clocks of a ticket as they stand now, each with why it is due then. Made from the facts, so never behind them. */
export const getTicketSlaQuery = defineQuery(getTicketSla, {
  permission: 'ticket.read',
  run: async (ctx, { ticketId }) => {
    const [ticket, [account], now, upTo] = await Promise.all([
      ctx.db.get(tickets, ticketId),
      loadAccounts(ctx, [ticketId]),
      ctx.time(),
      ctx.upTo(),
    ]);
    ctx.assertVisible('ticket.read', ticket, 'ticket');
    if (!account?.targeting) return { policy: null, clocks: [], upTo };
    const clocks = clocksOf(account, now);
    const present = clockNames.flatMap((name) => currentClock(clocks, name) ?? []);
    const policy = await policyCard(ctx, account.targeting);
    return { policy, clocks: present.map((clock) => clockCard(clock, now)), upTo };
  },
});

async function policyCard(ctx: ReadCtx, { policyId, level }: FullTargeting) {
  if (policyId === null) return null;
  const { name } = await ctx.db.get(slaPolicies, policyId);
  return { id: policyId, name, level };
}

const minutes = (milliseconds: number): number => Math.floor(milliseconds / 60_000);

function clockCard(clock: Clock, now: Date): TicketClock {
  const { nextFireAt, nextPercent } = clock;
  return {
    clock: clock.clock,
    epoch: clock.epoch,
    state: clock.state,
    startedAt: clock.startAt,
    dueAt: clock.dueAt,
    stoppedAt: clock.stoppedAt,
    isMet: clock.met,
    breachedAt: clock.breachedAt,
    targetMinutes: minutes(clock.targetMs),
    remainingMinutes: minutes(clock.remainingMs),
    nextThreshold: nextFireAt && nextPercent !== null ? { at: nextFireAt, percent: nextPercent } : null,
    policyName: clock.plan.policy.name,
    level: clock.level,
    explanation: explanationLines(explainClock(clock, now)),
  };
}

const explanationLines = (account: ClockExplanation): TicketClock['explanation'] => ({
  zone: account.zone,
  countedFrom: account.countedFrom,
  carriedMinutes: minutes(account.carriedMs),
  counted: account.counted.map(({ from, to, milliseconds }) => ({ from, to, minutes: minutes(milliseconds) })),
  countedMinutes: minutes(account.countedMs),
  pauses: account.pauses.map(({ from, to, reasons, openMilliseconds }) => ({
    from,
    to,
    reasons,
    minutes: minutes(openMilliseconds),
  })),
  holidays: account.holidays,
});
