import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { Addressee } from './addressees';
import type { MailOutcome } from './domain/mail-outcomes';
import { quietUntil } from './domain/quiet-hours';
import { audienceOf, offers, subtypes, type NotificationChannel, type Subtype } from './domain/subtypes';
import { wayOf, type Rule, type Way } from './domain/ways';
import { noticeSettings } from './settings';

/** What becomes of a notice's mail: sent now, waiting until `dueAt`, or none. */
export interface MailPlan {
  outcome: MailOutcome;
  dueAt: Date | null;
}

const none = (outcome: MailOutcome): MailPlan => ({ outcome, dueAt: null });

const offBy: Record<Way['decidedBy'], MailOutcome> = {
  person: 'off_by_person',
  workspace: 'off_by_workspace',
  program: 'off_at_first',
};

/** What the mail of this notice for this person is to become; `asked` are the ways that the rule which tells asks for. */
export async function planMail(
  ctx: Ctx,
  person: Addressee,
  notice: { subtype: Subtype; ticketId?: string | null },
  rules: readonly Rule[],
  asked: readonly NotificationChannel[],
): Promise<MailPlan> {
  if (!offers(notice.subtype, 'email') || !asked.includes('email')) return none('not_asked');
  const way = wayOf(notice.subtype, 'email', rules, person.choices);
  if (!way.isOn) return none(offBy[way.decidedBy]);
  const { isMailOn, foldMinutes } = await ctx.setting(noticeSettings);
  if (!isMailOn) return none('off_by_workspace');
  const isUrgent = subtypes[notice.subtype].priority === 'high';
  const quiet = quietTimeOf(person, ctx.now());
  if (quiet && !(isUrgent && person.quiet.letsUrgent)) return { outcome: 'quiet', dueAt: quiet };
  const folded =
    isUrgent || audienceOf(notice.subtype) === 'client'
      ? null
      : await foldUntil(ctx, person.email, notice.ticketId ?? null, foldMinutes);
  return folded ? { outcome: 'burst', dueAt: folded } : none('sent');
}

/** Until when this person is left alone; null when they may be reached now. */
export const quietTimeOf = (person: Addressee, now: Date): Date | null => quietUntil(now, person.quiet, person.zone);

/** Until when a mail waits, because this person had one about the same ticket a moment ago; null to send it at once. */
async function foldUntil(ctx: Ctx, address: string, ticketId: string | null, minutes: number): Promise<Date | null> {
  if (!ticketId) return null;
  const last = await ctx.db.maybe<{ createdAt: Date }>(
    sql`select created_at from email_messages where tenant_id = ${ctx.tenant} and about_type = 'ticket_notice'
        and about_id = ${ticketId} and to_address = ${address} order by created_at desc limit 1`,
  );
  if (!last) return null;
  const until = new Date(last.createdAt.getTime() + minutes * 60_000);
  return until > ctx.now() ? until : null;
}
