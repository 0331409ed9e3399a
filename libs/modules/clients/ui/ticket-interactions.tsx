'use client';

import type { ReactNode } from 'react';
import { ExactTime, formatMinutes, Section } from '@kelp/ui';
import { InteractionSign } from './interaction-icon';
import { InteractionLine } from './interaction-line';
import { InteractionMenu } from './interaction-menu';
import { useTicketInteractions } from './interaction-queries';
import { t } from './strings';
import './parties.css';

export interface TicketInteractionsProps {
  ticketId: string;
  /** What the reader holds. */
  permissions: readonly string[];
  more?: (interactionId: string) => ReactNode;
}

/** Calls and visits of one ticket, and a line to log another. Nothing for those who may not see them. */
export function TicketInteractions({ ticketId, permissions, more }: TicketInteractionsProps) {
  const can = (permission: string) => permissions.includes(permission);
  const mayRead = can('interaction.read');
  const rows = useTicketInteractions(ticketId, mayRead).data?.rows ?? [];
  if (!mayRead || (rows.length === 0 && !can('interaction.create'))) return null;
  return (
    <Section title={t('interaction.list')}>
      {rows.length > 0 && (
        <ul className="kelp-party-timeline" aria-label={t('interaction.list')}>
          {rows.map(({ id, title, type, minutes, loggedMinutes, startAt, user }) => (
            <li key={id} className="kelp-party-event" data-narrow>
              <span className="kelp-party-sign">
                <InteractionSign icon={type.icon} />
              </span>
              <span className="kelp-party-words">
                <strong>{title}</strong>
                <span className="kelp-muted">
                  {[type.name, minutes !== null && formatMinutes(minutes), user?.name].filter(Boolean).join(' · ')}
                  {loggedMinutes !== null && ` · ${t('interaction.timeLogged')}`}
                </span>
                <span className="kelp-muted">
                  <ExactTime at={startAt} />
                </span>
              </span>
              <InteractionMenu
                id={id}
                title={title}
                mayUpdate={can('interaction.update')}
                mayDelete={can('interaction.delete')}
                more={loggedMinutes === null ? more?.(id) : null}
              />
            </li>
          ))}
        </ul>
      )}
      {can('interaction.create') && <InteractionLine whom={{ ticketId }} mayDelete={can('interaction.delete')} />}
    </Section>
  );
}
