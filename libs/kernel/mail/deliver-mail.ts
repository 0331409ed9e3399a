import { z } from 'zod';
import type { Ctx } from '../context';
import { defineJob } from '../define';
import { judgeAnswers, type Answered } from './judge-answers';
import { mailPort } from './mail-port';
import { moveMessages, type Wait } from './move-message';
import { ownServer, startSending, whatMayLeave, type Taken } from './take-mails';

/** So many messages at most share a job: what was written together leaves together. */
export const mailsPerJob = 50;
/** So many answers are marked together, and all that there are once a second. */
const markedTogether = 10;
const markedAfterMs = 1_000;
/** So many of them are with the server at once; more would only wait in line for its connections. */
const atOnce = 5;

/**
 * Sends rows of `email_messages`: takes all of them in one transaction, then marks them as the server answers, together what was answered
 * meanwhile. At least once: a kill between SMTP's OK and our mark repeats a mail with the same Message-ID.
 */
export const deliverMail = defineJob({
  name: 'mail.deliver',
  queue: 'mail',
  input: z
    .object({
      messageIds: z.array(z.uuid()).default([]),
      /** What an earlier program wrote: one message. */
      messageId: z.uuid().optional(),
      retry: z.number().int().optional(),
    })
    .transform(({ messageIds, messageId, retry }) => ({
      messageIds: messageId ? [...messageIds, messageId] : messageIds,
      retry,
    })),
  key: ({ messageIds, retry }) => `${messageIds[0]}:${retry ?? 0}`,
  attempts: 12,
  process: async (unit, { messageIds }) => {
    const port = mailPort();
    const taken = await unit.transaction((ctx) => take(ctx, messageIds));
    const send = async (one: Taken) => ({ ...one, outcome: await port.send(one.mail, one.own) });
    await sendAll(taken, send, (answered) => unit.transaction((ctx) => settle(ctx, answered)));
  },
});

/** Sends a few at once, and marks some together while others are on their way. */
async function sendAll(
  taken: readonly Taken[],
  send: (one: Taken) => Promise<Answered>,
  mark: (answered: readonly Answered[]) => Promise<void>,
): Promise<void> {
  const waiting = [...taken];
  const answered: Answered[] = [];
  let marking = Promise.resolve();
  let markedAt = performance.now();
  const markAnswered = () => {
    markedAt = performance.now();
    const batch = answered.splice(0);
    marking = marking.then(() => markAll(batch, mark));
    marking.catch(() => undefined);
  };
  const lane = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      answered.push(await send(one));
      if (answered.length >= markedTogether || performance.now() - markedAt > markedAfterMs) markAnswered();
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: atOnce }, lane));
  markAnswered();
  await marking;
  for (const one of lanes) if (one.status === 'rejected') throw one.reason;
}

/** Marks them together, else one by one: a mail that cannot be marked will be sent again, so it must not take others along. */
async function markAll(
  answered: readonly Answered[],
  mark: (answered: readonly Answered[]) => Promise<void>,
): Promise<void> {
  if (answered.length === 0) return;
  const failures: unknown[] = [];
  const note = (error: unknown) => void failures.push(error);
  await mark(answered).catch(note);
  if (failures.length === 0) return;
  if (answered.length > 1) {
    failures.length = 0;
    for (const one of answered) await mark([one]).catch(note);
  }
  if (failures.length > 0) throw failures[0];
}

async function take(ctx: Ctx, ids: readonly string[]): Promise<Taken[]> {
  const own = await ownServer(ctx);
  const { going, ended, waiting } = await whatMayLeave(ctx, ids);
  await moveMessages(ctx, ended);
  await putOff(ctx, waiting);
  return startSending(ctx, going, own);
}

async function settle(ctx: Ctx, answered: readonly Answered[]): Promise<void> {
  const { ended, waiting } = await judgeAnswers(ctx, answered);
  await moveMessages(ctx, ended);
  await putOff(ctx, waiting);
}

/** Moves messages, and looks at each again when its time has come, by a job with a key of its own. */
export async function putOff(ctx: Ctx, waits: readonly Wait[]): Promise<void> {
  const moves = waits.map((wait) => ({ ...wait, wakes: wait.message.wakes + 1 }));
  await moveMessages(
    ctx,
    moves.map(({ wakes, wakeAt, patch, ...move }) => ({ ...move, patch: { ...patch, wakes, nextAt: wakeAt } })),
  );
  for (const { message, wakes, wakeAt } of moves)
    await ctx.enqueue(deliverMail, { messageIds: [message.id], retry: wakes }, wakeAt ?? undefined);
}
