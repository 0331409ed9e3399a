import { defineServerSlot, fillServerSlot, type ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { missingFields, requiredFieldNames, type RequiredField } from './domain/required-fields';
import { boardCloseRules, type tickets } from './tables';

/** What a board asks for before its tickets close. */
export interface CloseRules {
  needsResolution: boolean;
  needsTime: boolean;
  needsChecklist: boolean;
  needsChildrenClosed: boolean;
  requiredFields: readonly RequiredField[];
}

/** One thing that is still to be done. `key` is stable; `text` tells a person what to do. */
export interface CloseBlocker {
  key: string;
  text: string;
}

/** The ticket as it will be when it closes, and what its board asks for. */
export interface CloseQuestion {
  ticket: Row<typeof tickets>;
  rules: CloseRules;
}

/** Asks every room what still stands between a ticket and its closing: fields and resolution here, time and others above. */
export const ticketCloseBlockers = defineServerSlot<CloseQuestion, CloseBlocker[]>('ticket.close_blockers', (answers) =>
  answers.flat(),
);

export const noCloseRules: CloseRules = {
  needsResolution: false,
  needsTime: false,
  needsChecklist: false,
  needsChildrenClosed: false,
  requiredFields: [],
};

/** The close rules of a board; one that has none asks for nothing. */
export async function closeRulesOf(ctx: ReadCtx, boardId: string): Promise<CloseRules> {
  const row = await ctx.db.find(boardCloseRules, { boardId });
  if (!row) return noCloseRules;
  const { needsResolution, needsTime, needsChecklist, needsChildrenClosed, requiredFields } = row;
  return { needsResolution, needsTime, needsChecklist, needsChildrenClosed, requiredFields };
}

/** What must still be done before this ticket may close; empty when nothing is in the way. */
export async function closeBlockers(ctx: ReadCtx, ticket: Row<typeof tickets>): Promise<CloseBlocker[]> {
  return ctx.askSlot(ticketCloseBlockers, { ticket, rules: await closeRulesOf(ctx, ticket.boardId) });
}

/** Empty required fields, and the resolution: one written since the ticket was last opened again. */
export const fieldsAndResolutionBlock = fillServerSlot(ticketCloseBlockers, async (ctx, { ticket, rules }) => {
  const blockers: CloseBlocker[] = missingFields(ticket, rules.requiredFields).map((field) => ({
    key: `field.${field}`,
    text: `Fill in the ${requiredFieldNames[field]}.`,
  }));
  if (rules.needsResolution && !(await hasResolution(ctx, ticket))) {
    blockers.push({ key: 'resolution', text: 'Write the resolution: a comment that says how it was solved.' });
  }
  return blockers;
});

async function hasResolution(ctx: ReadCtx, ticket: Row<typeof tickets>): Promise<boolean> {
  const found = await ctx.db.rows(
    sql`select 1 from comments where tenant_id = ${ctx.tenant} and ticket_id = ${ticket.id} and is_resolution
        and (${ticket.reopenedAt}::timestamptz is null or created_at >= ${ticket.reopenedAt}) limit 1`,
  );
  return found.length > 0;
}
