import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { autoCloseStep, type AutoCloseTerms } from './domain/auto-close-step';
import { statuses } from './tables';

export interface AutoCloseRule extends AutoCloseTerms {
  statusId: string;
  closeStatusId: string;
}

interface RuleInput {
  statusId: string;
  closeStatusId: string;
  idleDays: number;
  warnDays?: number | null | undefined;
}

/** Refuses rules that cannot hold: two for one status, a status of another board, closing into an open one, a warning before the rest begins. */
export async function checkAutoClose(ctx: ReadCtx, boardId: string, rules: readonly RuleInput[]): Promise<void> {
  const own = await ctx.db.list(statuses, { boardId, removedAt: null });
  const isOf = (id: string, isClosed: boolean) =>
    own.some((status) => status.id === id && status.isClosed === isClosed);
  if (new Set(rules.map(({ statusId }) => statusId)).size < rules.length)
    throw invalid('A status can have one auto-close rule only.', { statusId: 'Choose each status once.' });
  for (const { statusId, closeStatusId, idleDays, warnDays } of rules) {
    if (!isOf(statusId, false))
      throw invalid('Tickets rest in an open status of the board.', { statusId: 'Choose one.' });
    if (!isOf(closeStatusId, true))
      throw invalid('Tickets close into a closed status of the board.', { closeStatusId: 'Choose one.' });
    if (warnDays && warnDays >= idleDays)
      throw invalid('The warning must come after the last activity.', {
        warnDays: 'Warn fewer days before than tickets rest.',
      });
  }
}

export interface RestingTicket {
  id: string;
  lastActivityAt: Date;
  warnedAt: Date | null;
  canWarn: boolean;
}

/**
 * Open tickets of a status that have rested long enough for a step of the rule. Never those on which it is our turn: a client's reply cancels. At
 * most `limit`, the longest resting first.
 */
export function restingTickets(ctx: ReadCtx, rule: AutoCloseRule, now: Date, limit: number): Promise<RestingTicket[]> {
  const since = new Date(now.getTime() - (rule.idleDays - (rule.warnDays ?? 0)) * 86_400_000);
  return ctx.db.rows<RestingTicket>(
    sql`select t.id, t.last_activity_at, a.warned_at, coalesce(k.email, '') <> '' as can_warn
        from tickets t
        left join contacts k on k.tenant_id = t.tenant_id and k.id = t.contact_id
        left join ticket_auto_close_states a on a.tenant_id = t.tenant_id and a.ticket_id = t.id
        where t.tenant_id = ${ctx.tenant} and t.status_id = ${rule.statusId} and not t.is_closed
          and t.response_state <> 'awaiting_us' and t.last_activity_at <= ${since}
        order by t.last_activity_at, t.id limit ${limit}`,
  );
}

/** The next step of each of these tickets under the rule. */
export const stepsOf = (rule: AutoCloseRule, resting: readonly RestingTicket[], now: Date) =>
  resting.map((ticket) => ({ ticket, step: autoCloseStep(rule, ticket, now) }));
