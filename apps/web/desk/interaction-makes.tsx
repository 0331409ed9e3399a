'use client';

import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { call } from '@kelp/kernel/client';
import { makeTicketOfInteraction } from '@kelp/tickets/contract';
import { makeTimeOfInteraction } from '@kelp/time/contract';
import { formatMinutes, toastError, toastSuccess } from '@kelp/ui';
import { t } from './strings';

export interface InteractionMakesProps {
  interactionId: string;
  can: (permission: string) => boolean;
  /** On a ticket it belongs to that one already. */
  onTicket?: boolean;
  /** Its time is logged already. */
  isLogged?: boolean;
}

/** What can be made of a call or visit: a ticket, and the time it took. */
export function InteractionMakes({ interactionId, can, onTicket = false, isLogged = false }: InteractionMakesProps) {
  const router = useRouter();
  const cache = useQueryClient();

  async function makeTicket() {
    try {
      const { id, number } = await call(makeTicketOfInteraction, { interactionId });
      toastSuccess(t('interaction.ticketMade', { number }));
      router.push(`/msp/tickets/${id}`);
    } catch (error) {
      toastError(error);
    }
  }

  async function logTime() {
    try {
      const { minutes } = await call(makeTimeOfInteraction, { interactionId });
      toastSuccess(t('interaction.timeLogged', { time: formatMinutes(minutes) }));
      await cache.invalidateQueries({
        predicate: ({ queryKey }) => /^(interaction|time_entry)/.test(String(queryKey[0])),
      });
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <>
      {!onTicket && can('ticket.create') && (
        <Menu.Item onClick={() => void makeTicket()}>{t('interaction.makeTicket')}</Menu.Item>
      )}
      {!isLogged && can('time_entry.create') && (
        <Menu.Item onClick={() => void logTime()}>{t('interaction.logTime')}</Menu.Item>
      )}
    </>
  );
}
