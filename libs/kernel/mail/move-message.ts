import type { Patch, Row } from '@kelp/platform/db';
import type { Ctx } from '../context';
import { emailMessages, emailMessageStates, type EmailState } from '../tables';

export type Message = Row<typeof emailMessages>;

/** Puts a message into a state and writes that into its history. */
export async function moveMessage(
  ctx: Ctx,
  message: Pick<Message, 'id' | 'attempts'>,
  state: EmailState,
  detail: string,
  patch: Patch<typeof emailMessages> = {},
): Promise<Message> {
  const moved = await ctx.db.update(emailMessages, message.id, { state, ...patch });
  await recordState(ctx, moved, state, detail);
  ctx.touch('mail');
  return moved;
}

/** A line in the history of a message; `state` need not be one the message is in, such as a report that it is late. */
export async function recordState(
  ctx: Ctx,
  message: Pick<Message, 'id' | 'attempts'>,
  state: EmailState | 'delayed' | 'delivered',
  detail: string,
): Promise<void> {
  await ctx.db.insertMany(emailMessageStates, [
    {
      id: ctx.newId(),
      messageId: message.id,
      state,
      at: ctx.now(),
      detail: detail.slice(0, 1_000),
      attempt: message.attempts,
    },
  ]);
}
