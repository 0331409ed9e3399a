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

/** What the mail of this notice is to become for each of these people, by their ids; `asked` are the ways that the rule which tells asks for. */
export async function planMails(
  ctx: Ctx,
  people: readonly Addressee[],
  notice: { subtype: Subtype; ticketId?: string | null },
  rules: readonly Rule[],
  asked: readonly NotificationChannel[],
): Promise<ReadonlyMap<string, MailPlan>> {
  if (!offers(notice.subtype, 'email') || !asked.includes('email')) return forAll(people, () => none('not_asked'));
  const { isMailOn, foldMinutes } = await ctx.setting(noticeSettings);
  const isUrgent = subtypes[notice.subtype].priority === 'high';
  const mayFold = isMailOn && !isUrgent && audienceOf(notice.subtype) !== 'client';
  const last = mayFold ? await lastMails(ctx, people, notice.ticketId ?? null) : new Map<string, Date>();
  return forAll(people, (person) => {
    const way = wayOf(notice.subtype, 'email', rules, person.choices);
    if (!way.isOn) return none(offBy[way.decidedBy]);
    if (!isMailOn) return none('off_by_workspace');
    const quiet = quietTimeOf(person, ctx.now());
    if (quiet && !(isUrgent && person.quiet.letsUrgent)) return { outcome: 'quiet', dueAt: quiet };
    const folded = foldUntil(last.get(person.email.toLowerCase()), foldMinutes, ctx.now());
    return folded ? { outcome: 'burst', dueAt: folded } : none('sent');
  });
}

const forAll = (people: readonly Addressee[], plan: (person: Addressee) => MailPlan) =>
  new Map(people.map((person) => [person.id, plan(person)]));

/** Until when this person is left alone; null when they may be reached now. */
export const quietTimeOf = (person: Addressee, now: Date): Date | null => quietUntil(now, person.quiet, person.zone);

/** When these people last had a mail about this ticket, by address. */
async function lastMails(
  ctx: Ctx,
  people: readonly Addressee[],
  ticketId: string | null,
): Promise<ReadonlyMap<string, Date>> {
  if (!ticketId) return new Map();
  const rows = await ctx.db.rows<{ toAddress: string; at: Date }>(
    sql`select to_address, max(created_at) as at from email_messages where tenant_id = ${ctx.tenant} and about_type = 'ticket_notice'
        and about_id = ${ticketId} and to_address = any(${people.map(({ email }) => email.toLowerCase())}::text[]) group by to_address`,
  );
  return new Map(rows.map(({ toAddress, at }) => [toAddress, at]));
}

/** Until when a mail waits, because there was one about the same ticket a moment ago; null to send it at once. */
function foldUntil(last: Date | undefined, minutes: number, now: Date): Date | null {
  const until = last && new Date(last.getTime() + minutes * 60_000);
  return until && until > now ? until : null;
}
