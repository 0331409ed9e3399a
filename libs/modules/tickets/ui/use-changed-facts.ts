'use client';

import { useEffect, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ticketHistory } from '../contract';
import type { Ticket } from './ticket-queries';

const NOTE_MS = 12_000;

type Valued = Pick<
  Ticket,
  | 'title'
  | 'status'
  | 'priority'
  | 'assignee'
  | 'client'
  | 'contact'
  | 'location'
  | 'board'
  | 'team'
  | 'impact'
  | 'urgency'
>;

const valueOf = {
  title: (ticket: Valued) => ticket.title,
  status: (ticket: Valued) => ticket.status.id,
  priority: (ticket: Valued) => ticket.priority.id,
  assignee: (ticket: Valued) => ticket.assignee?.id ?? null,
  client: (ticket: Valued) => ticket.client?.id ?? null,
  contact: (ticket: Valued) => ticket.contact?.id ?? null,
  location: (ticket: Valued) => ticket.location?.id ?? null,
  board: (ticket: Valued) => ticket.board.id,
  team: (ticket: Valued) => ticket.team?.id ?? null,
  impact: (ticket: Valued) => ticket.impact,
  urgency: (ticket: Valued) => ticket.urgency,
};

export type FactKey = keyof typeof valueOf;

const fieldOf: Record<FactKey, string> = {
  title: 'title',
  status: 'statusId',
  priority: 'priorityId',
  assignee: 'assignedTo',
  client: 'clientId',
  contact: 'contactId',
  location: 'locationId',
  board: 'boardId',
  team: 'teamId',
  impact: 'impact',
  urgency: 'urgency',
};

/** The facts that differ between two looks at a ticket. */
export const changedFacts = (before: Valued, after: Valued): FactKey[] =>
  (Object.keys(valueOf) as FactKey[]).filter((key) => valueOf[key](before) !== valueOf[key](after));

interface Entry {
  actorName: string;
  changes: readonly { field: string }[];
}

/** Who changed each of these facts last. */
export function authorsOf(entries: readonly Entry[], keys: readonly FactKey[]): Partial<Record<FactKey, string>> {
  const found: Partial<Record<FactKey, string>> = {};
  for (const key of keys) {
    const entry = entries.find(({ changes }) => changes.some(({ field }) => field === fieldOf[key]));
    if (entry) found[key] = entry.actorName;
  }
  return found;
}

/**
 * The facts that others changed under the reader's eyes, with who it was, for the time of a calm flash. `me` are not others: what the reader
 * changed is known to them.
 */
export function useChangedFacts(ticket: Ticket, me: string | null): Partial<Record<FactKey, string>> {
  const [seen, setSeen] = useState(ticket);
  const [fresh, setFresh] = useState<{ keys: FactKey[]; at: number } | null>(null);
  const [authors, setAuthors] = useState<Partial<Record<FactKey, string>>>({});
  if (seen !== ticket) {
    const keys = seen.id === ticket.id ? changedFacts(seen, ticket) : [];
    setSeen(ticket);
    if (keys.length > 0) setFresh({ keys, at: ticket.version });
  }
  const ticketId = ticket.id;
  useEffect(() => {
    if (!fresh) return undefined;
    let isOver = false;
    call(ticketHistory, { id: ticketId }).then(
      ({ entries }) => {
        if (isOver) return;
        const by = authorsOf(entries, fresh.keys);
        setAuthors(Object.fromEntries(Object.entries(by).filter(([, name]) => name !== me)));
      },
      // a flash that cannot be explained is left out; the fact itself is shown anyway
      () => undefined,
    );
    const timer = setTimeout(() => [setFresh(null), setAuthors({})], NOTE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [fresh, ticketId, me]);
  return authors;
}
