import { sql } from '@kelp/platform/db';
import type { Ctx } from '../context';
import { emailMessages, type EmailState } from '../tables';
import type { SendOutcome } from './mail-port';
import type { Message } from './move-message';
import { bounceMessage } from './suppress';
import { finishedStates, isTooOld, type Fates, type Taken } from './take-mails';

/** What the server said to a message that was sent. */
export interface Answered extends Taken {
  outcome: SendOutcome;
}

type Judged = Omit<Fates, 'going'>;

/** 4xx: one minute doubling to four hours, for 48 hours. Minutes until the next try. */
export const retryMinutes = (attempts: number): number => Math.min(240, 2 ** Math.max(0, attempts - 1));

/** Locks the messages and says what the answers of the server make of them; those that come back are dealt with at once. */
export async function judgeAnswers(ctx: Ctx, answered: readonly Answered[]): Promise<Judged> {
  const ids = answered.map(({ message }) => message.id);
  const rows = await ctx.db.list(emailMessages, { id: ids }, { lock: true, orderBy: 'id' });
  const present = new Map(rows.map((row) => [row.id, row]));
  const judged: Judged = { ended: [], waiting: [] };
  let ofOwn: SendOutcome | undefined;
  for (const { message: taken, outcome, own } of answered) {
    const message = present.get(taken.id);
    if (!message || isOutdated(message, taken, outcome)) continue;
    await judge(ctx, message, outcome, own ? 'own' : 'installation', judged);
    if (own && saysSomething(outcome)) ofOwn = outcome;
  }
  if (ofOwn) await noteOwnServer(ctx, ofOwn);
  return judged;
}

/** Who was thought dead and comes late has a say only when the mail has left after all. */
const isOutdated = (message: Message, taken: Message, outcome: SendOutcome): boolean =>
  (message.state !== 'sending' || message.attempts !== taken.attempts) &&
  (outcome.kind !== 'sent' || finishedStates.includes(message.state));

async function judge(
  ctx: Ctx,
  message: Message,
  outcome: SendOutcome,
  transport: 'own' | 'installation',
  { ended, waiting }: Judged,
): Promise<void> {
  const wait = (state: EmailState, why: string, ms: number, attempts: number) => {
    const patch = { transport, attempts, error: why };
    const tooLate = { detail: `${why} It was tried for 48 hours.`, patch: { ...patch, nextAt: null } };
    if (isTooOld(message, ctx.now())) ended.push({ message, state: 'failed', ...tooLate });
    else waiting.push({ message, state, detail: why, wakeAt: new Date(ctx.now().getTime() + ms), patch });
  };
  const { attempts } = message;
  switch (outcome.kind) {
    case 'sent': {
      const patch = { transport, sentAt: ctx.now(), error: null, nextAt: null };
      ended.push({ message, state: 'sent', detail: outcome.response ?? '', patch });
      return;
    }
    case 'waiting':
      return wait('deferred', outcome.message, outcome.retryAfterMs + spreadMs(message.id), attempts - 1);
    case 'permanent': {
      if (outcome.refusal !== 'refused') return bounceMessage(ctx, message, outcome.refusal, outcome.message);
      const { message: error } = outcome;
      ended.push({ message, state: 'failed', detail: error, patch: { transport, error, nextAt: null } });
      return;
    }
    default: {
      const state = outcome.kind === 'unknown' ? 'unknown' : 'deferred';
      return wait(state, outcome.message, retryMinutes(attempts) * 60_000, attempts);
    }
  }
}

/** Up to half a minute, so that a thousand waiting mails do not all wake at once. */
const spreadMs = (id: string): number => (Number.parseInt(id.slice(-4), 16) % 30) * 1_000;

const isWell = ({ kind }: SendOutcome): boolean => kind === 'sent' || kind === 'permanent';

/** Whether it says how the server is, and not only how this mail fared. */
const saysSomething = (outcome: SendOutcome): boolean =>
  isWell(outcome) || outcome.kind === 'waiting' || ('serverFailed' in outcome && outcome.serverFailed);

/** The state of the tenant's server beside its settings; no new version, since no person changed it. */
async function noteOwnServer(ctx: Ctx, outcome: SendOutcome): Promise<void> {
  await ctx.db.rows(
    isWell(outcome)
      ? sql`update mail_transports set last_ok_at = ${ctx.now()}, failure = null, failed_at = null where tenant_id = ${ctx.tenant}`
      : sql`update mail_transports set failure = ${'message' in outcome ? outcome.message : ''}, failed_at = ${ctx.now()} where tenant_id = ${ctx.tenant}`,
  );
}
