import type { Ctx } from '@kelp/kernel';

/** The timer of mails about one ticket that were gathered; its key is `<user id>:<ticket id>`. */
export const foldKind = 'notification.folded_mail';
/** The timer of what waits for the end of a person's quiet hours; its key is the user's id. */
export const quietKind = 'notification.quiet_mail';

/** A mail that waits. */
export interface WaitingMail {
  outcome: 'burst' | 'quiet';
  userId: string;
  ticketId: string | null;
  dueAt: Date;
}

/** Sets the timers of mails that wait. A person's quiet hours have one timer: the newest choice moves it. */
export async function setMailsDue(ctx: Ctx, waiting: readonly WaitingMail[]): Promise<void> {
  const timers = (wanted: 'burst' | 'quiet', keyOf: (one: WaitingMail) => string) =>
    waiting.filter(({ outcome }) => outcome === wanted).map((one) => ({ key: keyOf(one), dueAt: one.dueAt }));
  await ctx.setDueAll(
    foldKind,
    timers('burst', ({ userId, ticketId }) => `${userId}:${ticketId ?? ''}`),
  );
  await ctx.setDueAll(
    quietKind,
    timers('quiet', ({ userId }) => userId),
  );
}
