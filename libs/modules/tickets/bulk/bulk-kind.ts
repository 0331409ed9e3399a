import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { updateTicketAction } from '../actions/update-ticket';
import { updateTicket, type BulkChange } from '../contract';
import type { tickets } from '../tables';

export type Ticket = Row<typeof tickets>;
export type Kind = BulkChange['kind'];
export type Of<K extends Kind> = Extract<BulkChange, { kind: K }>;

/** One kind of change in bulk: it goes through the ticket's ordinary actions, which ask for their own permissions. */
export interface BulkKind<K extends Kind> {
  /** Asked once at the start, so that nobody waits for a run that can do nothing. */
  require(ctx: Ctx, change: Of<K>): void;
  /** Changes one ticket and returns what takes it back: the values that it had. */
  apply(ctx: Ctx, ticket: Ticket, change: Of<K>): Promise<Record<string, unknown>>;
  /** Takes it back. Returns a sentence about what cannot be taken back, null when all can. */
  restore(ctx: Ctx, ticketId: string, before: Record<string, unknown>): Promise<string | null>;
}

/** Former values come back from JSON: instants are text there. */
export const restoreFields = async (ctx: Ctx, id: string, before: Record<string, unknown>): Promise<null> => {
  await ctx.run(updateTicketAction, updateTicket.input.decode({ ...before, id }));
  return null;
};
