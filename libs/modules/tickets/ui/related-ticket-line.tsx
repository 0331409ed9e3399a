'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { RelatedTicket } from '../contract';
import { t } from './strings';

/** Another ticket in the panel of relations: number, title, whose it is and how it stands; with what can be done at its end. */
export function RelatedTicketLine({ ticket, end }: { ticket: RelatedTicket; end?: ReactNode }) {
  const whose = [ticket.client?.name ?? t('none'), ticket.contactName].filter(Boolean).join(', ');
  return (
    <li className="kelp-related">
      <span className="kelp-related-what">
        <Link href={`/msp/tickets/${ticket.id}`}>
          <span className="kelp-num">{ticket.number}</span> {ticket.title}
        </Link>
        <span className="kelp-muted">
          {whose} · {ticket.status.name}
        </span>
      </span>
      {end}
    </li>
  );
}
