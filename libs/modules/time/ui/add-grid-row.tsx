'use client';

import { Button, Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { listTickets } from '@kelp/tickets/contract';
import { workOf, type GridWork } from '../domain/grid';
import { t } from './strings';
import { guessedService, useTimeServices } from './time-queries';

const open = { state: 'open', sort: 'activity', direction: 'desc', limit: 100 } as const;

interface Props {
  /** Whose week it is; the reader's own without one. */
  userId: string | undefined;
  onAdd: (work: GridWork) => void;
}

/** Puts a piece of work into the grid: one of the person's open tickets, or none, and a service. */
export function AddGridRow({ userId, onAdd }: Props) {
  const wanted = { ...open, assignee: userId ?? 'me' };
  const [ticketId, setTicket] = useState<string | null>(null);
  const [serviceId, setService] = useState<string | null>(null);
  const tickets = useQuery({
    queryKey: [listTickets.name, wanted],
    queryFn: ({ signal }) => call(listTickets, wanted, { signal }),
  }).data?.rows;
  const offered = useTimeServices(ticketId).data;
  const chosen = serviceId ?? guessedService(offered);
  const service = offered?.services.find(({ id }) => id === chosen);

  function add() {
    if (!service) return;
    const ticket = tickets?.find(({ id }) => id === ticketId) ?? null;
    onAdd(
      workOf({
        ticket: ticket && { id: ticket.id, number: ticket.number, title: ticket.title },
        client: null,
        service,
      }),
    );
    setTicket(null);
  }

  return (
    <Group gap="xs">
      <Select
        size="xs"
        aria-label={t(userId ? 'grid.ticketOf' : 'grid.ticket')}
        placeholder={t(userId ? 'grid.ticketOf' : 'grid.ticket')}
        data={(tickets ?? []).map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
        value={ticketId}
        onChange={setTicket}
        searchable
        clearable
        w={260}
      />
      <Select
        size="xs"
        aria-label={t('form.service')}
        placeholder={t('form.service')}
        data={(offered?.services ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        onChange={setService}
        searchable
        w={170}
      />
      <Button variant="default" size="xs" disabled={!service} onClick={add}>
        {t('grid.add')}
      </Button>
    </Group>
  );
}
