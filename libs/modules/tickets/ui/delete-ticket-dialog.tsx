'use client';

import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { deleteTicket, listTickets } from '../contract';
import type { Ticket } from './ticket-queries';
import { t } from './strings';
import { queueKey } from './use-ticket-list';

interface DeleteTicketDialogProps {
  ticket: Ticket;
  /** Where to go when it is gone. */
  back: string;
  onClose: () => void;
}

/** Asks before a ticket is deleted for good, and says what holds it. */
export function DeleteTicketDialog({ ticket, back, onClose }: DeleteTicketDialogProps) {
  const router = useRouter();
  const client = useQueryClient();

  async function submit() {
    await call(deleteTicket, { id: ticket.id });
    toastSuccess(t('ticket.deleted', { number: ticket.number }));
    router.replace(back);
    // lists alone: the page of this ticket asks no more
    await Promise.all([queueKey, listTickets.name].map((name) => client.invalidateQueries({ queryKey: [name] })));
  }

  return (
    <FormDialog
      title={t('ticket.deleteTitle', { number: ticket.number })}
      submitLabel={t('ticket.delete')}
      danger
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('ticket.deleteText')}</Text>
    </FormDialog>
  );
}
