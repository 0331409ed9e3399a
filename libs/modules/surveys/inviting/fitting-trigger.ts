import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { hasTag } from '@kelp/tags';
import type { tickets } from '@kelp/tickets';
import { surveyTemplates, surveyTriggers } from '../tables';

type Ticket = Row<typeof tickets>;
export type Trigger = Row<typeof surveyTriggers>;
export type Template = Row<typeof surveyTemplates>;

const fits = (ids: readonly string[], id: string): boolean => ids.length === 0 || ids.includes(id);

export interface Triggers {
  /** The first trigger that fits the ticket, with what it sends; undefined when none does. */
  for(ticket: Ticket): { trigger: Trigger; template: Template } | undefined;
}

/** The active triggers of closed tickets, with what they need to know of these tickets' clients, in a few statements for all. */
export async function triggersFor(ctx: Ctx, closed: readonly Ticket[]): Promise<Triggers> {
  const triggers = await ctx.db.list(
    surveyTriggers,
    { kind: 'ticket_closed', isActive: true },
    { orderBy: 'position' },
  );
  if (triggers.length === 0) return { for: () => undefined };
  const templates = await ctx.db.list(surveyTemplates, { isEnabled: true });
  const clientIds = closed.flatMap(({ clientId }) => clientId ?? []);
  const tagged = new Map<string, Set<string>>();
  for (const { id, conditions } of triggers) {
    if (conditions.clientTagIds.length === 0) continue;
    const rows = await ctx.db.rows<{ id: string }>(
      sql`select c.id from clients c where c.tenant_id = ${ctx.tenant} and c.id = any(${clientIds}::uuid[])
          and ${hasTag('client', 'c', conditions.clientTagIds)}`,
    );
    tagged.set(id, new Set(rows.map((row) => row.id)));
  }
  return {
    for: (ticket) => {
      const trigger = triggers.find(
        ({ id, conditions: { boardIds, statusIds, priorityIds } }) =>
          fits(boardIds, ticket.boardId) &&
          fits(statusIds, ticket.statusId) &&
          fits(priorityIds, ticket.priorityId) &&
          (!tagged.has(id) || tagged.get(id)?.has(ticket.clientId ?? '')),
      );
      const template = templates.find(({ id, isDefault }) =>
        trigger?.templateId ? id === trigger.templateId : isDefault,
      );
      return trigger && template ? { trigger, template } : undefined;
    },
  };
}
