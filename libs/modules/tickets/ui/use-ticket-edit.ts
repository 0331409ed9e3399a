'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { isAppError } from '@kelp/std';
import { toastError, toastUndo } from '@kelp/ui';
import { getTicket, updateTicket } from '../contract';
import { conflicts, inverse, type PatchField, type TicketPatch } from './conflict';
import { t } from './strings';
import type { Ticket } from './ticket-queries';

/** A change that met somebody else's: what was seen, what stands now, and what was wanted. */
export interface Conflict {
  seen: Ticket;
  now: Ticket;
  patch: TicketPatch;
  fields: PatchField[];
  said: string;
}

/** Editing one ticket in place. */
export interface TicketEdit {
  /** Saves; `said` is the change in words, for the toast that takes it back. Throws what the server refuses. */
  save: (patch: TicketPatch, said: string) => Promise<void>;
  conflict: Conflict | null;
  /** applies the wanted change on top of the other one */
  applyAnyway: () => void;
  /** keeps what the other person did */
  keepTheirs: () => void;
}

/**
 * Changes facts of the ticket that is shown. When somebody changed it meanwhile, the change is applied again by itself if it touches other
 * facts; if both changed the same fact, the person is asked.
 */
export function useTicketEdit(ticket: Ticket): TicketEdit {
  const client = useQueryClient();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => /^(ticket|sla)\./.test(String(queryKey[0])) });

  async function send(seen: Ticket, patch: TicketPatch, said: string): Promise<void> {
    try {
      await call(updateTicket, { id: seen.id, version: seen.version, ...patch });
    } catch (error) {
      if (!isAppError(error) || error.id !== 'stale') throw error;
      const now = await call(getTicket, { id: seen.id, withComments: false });
      client.setQueryData([getTicket.name, seen.id], now);
      const fields = conflicts(seen, now, patch);
      if (fields.length === 0) return send(now, patch, said);
      setConflict({ seen, now, patch, fields, said });
      return;
    }
    await refresh();
    const back = inverse(seen, patch);
    toastUndo({
      message: said,
      seconds: 8,
      onUndo: () => void call(updateTicket, { id: seen.id, ...back }).then(refresh, toastError),
    });
  }

  return {
    save: (patch, said) => send(ticket, patch, said),
    conflict,
    applyAnyway() {
      if (!conflict) return;
      setConflict(null);
      send(conflict.now, conflict.patch, conflict.said).catch(toastError);
    },
    keepTheirs: () => setConflict(null),
  };
}

/** A fact's value in words, for the question which of two changes shall stand. */
export function factInWords(ticket: Ticket, field: PatchField): string {
  const words: Record<PatchField, string | null> = {
    title: ticket.title,
    statusId: ticket.status.name,
    priorityId: ticket.priority.name,
    impact: ticket.impact === null ? null : String(ticket.impact),
    urgency: ticket.urgency === null ? null : String(ticket.urgency),
    assignedTo: ticket.assignee?.name ?? null,
    clientId: ticket.client?.name ?? null,
    contactId: ticket.contact?.name ?? null,
    locationId: ticket.location?.name ?? null,
    teamId: ticket.team?.name ?? null,
    agentIds: ticket.agents.map(({ name }) => name).join(', ') || null,
    typeId: ticket.type?.name ?? null,
    categoryId: ticket.category?.name ?? null,
    subcategoryId: ticket.subcategory?.name ?? null,
    resolutionCodeId: ticket.resolutionCode?.name ?? null,
    dueAt: ticket.dueAt?.toISOString().slice(0, 16).replace('T', ' ') ?? null,
    estimateMinutes: ticket.estimateMinutes === null ? null : String(ticket.estimateMinutes),
    isPriorityOverridden: ticket.isPriorityOverridden ? t('facts.overridden') : t('facts.byMatrix'),
    closeOverrideReason: ticket.closeOverrideReason,
  };
  return words[field] ?? t('none');
}
