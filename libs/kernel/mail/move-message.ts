import { groupBy } from '@kelp/std';
import type { Patch, Row } from '@kelp/platform/db';
import type { Ctx } from '../context';
import { emailMessages, emailMessageStates, type EmailState } from '../tables';

export type Message = Row<typeof emailMessages>;
type Known = Pick<Message, 'id' | 'attempts'>;

/** A message and the state that it comes into, with the sentence for its history. */
export interface Move {
  message: Known;
  state: EmailState;
  detail: string;
  patch?: Patch<typeof emailMessages>;
}

/** A move after which the message waits; at `wakeAt` it is looked at again. */
export interface Wait extends Move {
  message: Pick<Message, 'id' | 'attempts' | 'wakes'>;
  wakeAt: Date | null;
}

/** Puts a message into a state and writes that into its history. */
export async function moveMessage(
  ctx: Ctx,
  message: Known,
  state: EmailState,
  detail: string,
  patch: Patch<typeof emailMessages> = {},
): Promise<void> {
  await moveMessages(ctx, [{ message, state, detail, patch }]);
}

/** The same for many, each once: those that change alike do so in one statement. */
export async function moveMessages(ctx: Ctx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const alike = groupBy(moves, ({ state, patch }) => JSON.stringify({ state, ...patch }));
  for (const group of alike.values()) {
    const [first] = group;
    const ids = group.map(({ message }) => message.id);
    if (first) await ctx.db.updateAll(emailMessages, { id: ids }, { state: first.state, ...first.patch });
  }
  await recordStates(
    ctx,
    moves.map(({ message, state, detail, patch }) => ({
      message: { id: message.id, attempts: patch?.attempts ?? message.attempts },
      state,
      detail,
    })),
  );
  ctx.touch('mail');
}

/** What the history of a message tells; `state` need not be one the message is in, such as a report that it is late. */
interface Happening {
  message: Known;
  state: EmailState | 'delayed' | 'delivered';
  detail: string;
}

/** Lines in the histories of messages, in this order. */
export async function recordStates(ctx: Ctx, happenings: readonly Happening[]): Promise<void> {
  await ctx.db.insertMany(
    emailMessageStates,
    happenings.map(({ message, state, detail }) => ({
      id: ctx.newId(),
      messageId: message.id,
      state,
      at: ctx.now(),
      detail: detail.slice(0, 1_000),
      attempt: message.attempts,
    })),
  );
}
