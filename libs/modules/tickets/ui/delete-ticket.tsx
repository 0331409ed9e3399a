'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Ticket } from './ticket-queries';
import { t } from './strings';

const DeleteTicketDialog = dynamic(() => import('./delete-ticket-dialog').then((one) => one.DeleteTicketDialog));

/** The way to delete a ticket, below everything else, for those who may. */
export function DeleteTicket({ ticket, back }: { ticket: Ticket; back: string }) {
  const [isAsking, setAsking] = useState(false);
  if (!ticket.abilities.includes('ticket.delete')) return null;
  return (
    <>
      <Button variant="subtle" color="red" size="xs" onClick={() => setAsking(true)}>
        {t('ticket.delete')}
      </Button>
      {isAsking && <DeleteTicketDialog ticket={ticket} back={back} onClose={() => setAsking(false)} />}
    </>
  );
}
