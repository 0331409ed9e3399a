'use client';

import { IconArrowRight, IconHierarchy } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { t } from './strings';
import type { Ticket } from './ticket-queries';
import './relations.css';

/** Says above the conversation that a ticket is part of another one. A merged ticket leads on to where it went. */
export function RelationBanner({ ticket }: { ticket: Ticket }) {
  const router = useRouter();
  const cameFrom = useSearchParams().get('merged');
  const target = ticket.mergedInto?.id;
  useEffect(() => {
    if (target) router.replace(`/msp/tickets/${target}?merged=${encodeURIComponent(ticket.number)}`);
  }, [target, ticket.number, router]);
  if (ticket.mergedInto) {
    const { id, number } = ticket.mergedInto;
    return (
      <p className="kelp-relation-banner" role="status">
        <IconArrowRight size={16} aria-hidden="true" />
        <Link href={`/msp/tickets/${id}`}>{t('merge.into.banner', { from: ticket.number, into: number })}</Link>
      </p>
    );
  }
  if (ticket.master) {
    const { id, number } = ticket.master;
    return (
      <p className="kelp-relation-banner">
        <IconHierarchy size={16} aria-hidden="true" />
        <Link href={`/msp/tickets/${id}`}>{t('bundle.banner', { number })}</Link>
      </p>
    );
  }
  if (!cameFrom) return null;
  return (
    <p className="kelp-relation-banner" role="status">
      <IconArrowRight size={16} aria-hidden="true" />
      {t('merge.from.banner', { from: cameFrom, into: ticket.number })}
    </p>
  );
}
