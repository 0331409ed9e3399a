import { groupBy } from '@kelp/std';
import { identifier, list, snake, sql, type Row } from '@kelp/platform/db';
import type { Ctx } from '../context';
import { emailMessageStates, type emailMessages, type EmailState } from '../tables';

export type Message = Row<typeof emailMessages>;
type Known = Pick<Message, 'id' | 'attempts'>;

/** What changes with the state of a message. */
type MessagePatch = Partial<
  Pick<
    Message,
    | 'attempts'
    | 'nextAt'
    | 'error'
    | 'sentAt'
    | 'wakes'
    | 'hasRateSlot'
    | 'transport'
    | 'bounceKind'
    | 'bouncedAt'
    | 'createdAt'
  >
>;

/** A message and the state that it comes into, with the sentence for its history. */
export interface Move {
  message: Known;
  state: EmailState;
  detail: string;
  patch?: MessagePatch;
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
  patch: MessagePatch = {},
): Promise<void> {
  await moveMessages(ctx, [{ message, state, detail, patch }]);
}

/** The same for many, each once and locked before: those that change alike do so in one statement, and all is sent without waiting in between. */
export async function moveMessages(ctx: Ctx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const alike = groupBy(moves, ({ state, patch }) => JSON.stringify({ state, ...patch }));
  const happenings = moves.map(({ message, state, detail, patch }) => {
    return { message: { id: message.id, attempts: patch?.attempts ?? message.attempts }, state, detail };
  });
  await Promise.all([...[...alike.values()].map((group) => change(ctx, group)), recordStates(ctx, happenings)]);
  ctx.touch('mail');
}

/** Gives messages that change alike their new values; without reading their texts again, as `updateAll` would. */
async function change(ctx: Ctx, moves: readonly Move[]): Promise<void> {
  const [{ state, patch } = { state: undefined, patch: {} }] = moves;
  const sets = Object.entries({ state, ...patch }).map(([name, value]) => sql`${identifier(snake(name))} = ${value}`);
  await ctx.db.rows(
    sql`update email_messages set ${list(sets)}, version = version + 1, updated_at = ${ctx.now()}
        where tenant_id = ${ctx.tenant} and id = any(${moves.map(({ message }) => message.id)}::uuid[])`,
  );
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
