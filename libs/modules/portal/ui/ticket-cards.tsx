'use client';

import Link from 'next/link';
import { RelativeTime, StatusBadge, type Tone } from '@kelp/ui';
import type { PortalTicketRow } from '../contract';
import { t } from './strings';

/** How a request stands, as a tone: done, the client's turn, or ours. */
export function toneOf({ status, awaitsYou }: Pick<PortalTicketRow, 'status' | 'awaitsYou'>): Tone {
  if (status.isClosed) return 'success';
  return awaitsYou ? 'waiting' : 'info';
}

/** Requests, one to a line; the whole line leads to it. */
export function TicketCards({
  rows,
  showRequester = false,
}: {
  rows: readonly PortalTicketRow[];
  showRequester?: boolean;
}) {
  return (
    <ul className="kelp-p-list">
      {rows.map((row) => (
        <li key={row.id}>
          <Link href={`/client-portal/tickets/${row.id}`} className="kelp-p-item">
            <span className="kelp-p-item-main">
              <strong>{row.title}</strong>
              <span className="kelp-muted kelp-p-item-facts">
                <span className="kelp-num">{row.number}</span>
                {showRequester && row.requester && <span>{row.requester}</span>}
                <RelativeTime at={row.lastActivityAt} />
              </span>
            </span>
            <span className="kelp-p-item-end">
              <StatusBadge tone={toneOf(row)} label={row.awaitsYou ? t('ticket.yourTurn') : row.status.label} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
