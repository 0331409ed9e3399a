import type { Ctx } from '@kelp/kernel';

/** The timer of mails about one ticket that were gathered; its key is `<user id>:<ticket id>`. */
export const foldKind = 'notification.folded_mail';
/** The timer of what waits for the end of a person's quiet hours; its key is the user's id. */
export const quietKind = 'notification.quiet_mail';

/** Sets the timer of a mail that waits. A person's quiet hours have one timer: the newest choice moves it. */
export async function setMailDue(
  ctx: Ctx,
  outcome: 'burst' | 'quiet',
  { userId, ticketId }: { userId: string; ticketId: string | null },
  dueAt: Date,
): Promise<void> {
  if (outcome === 'burst') await ctx.setDue(foldKind, `${userId}:${ticketId ?? ''}`, dueAt);
  else await ctx.setDue(quietKind, userId, dueAt);
}
