'use client';

import { IconSquare } from '@tabler/icons-react';
import { Section } from '@kelp/ui';
import { t } from './strings';
import type { Ticket } from './ticket-queries';

/** What the board asks for before this ticket closes and is still missing; nothing when nothing is. */
export function CloseTodo({ ticket }: { ticket: Ticket }) {
  if (ticket.isClosed || ticket.closeBlockers.length === 0) return null;
  return (
    <Section title={t('todo.title')}>
      <ul className="kelp-todo">
        {ticket.closeBlockers.map(({ key, text }) => (
          <li key={key}>
            <IconSquare size={15} aria-hidden="true" /> {text}
          </li>
        ))}
      </ul>
    </Section>
  );
}
