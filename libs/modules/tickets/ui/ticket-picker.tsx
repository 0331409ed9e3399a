'use client';

import { Select } from '@mantine/core';
import { useState } from 'react';
import type { RelatedTicket } from '../contract';
import { useTicketPick } from './relation-queries';
import { t } from './strings';

interface TicketPickerProps {
  label: string;
  /** never offered */
  exceptIds: readonly string[];
  /** offers only what may be merged with this ticket */
  mergeableWith?: string;
  value: RelatedTicket | null;
  onChange: (ticket: RelatedTicket | null) => void;
}

/** A ticket in one line: number, title, client. */
export const inOneLine = ({ number, title, client }: RelatedTicket): string =>
  [number, title, client?.name].filter(Boolean).join(' · ');

/** Chooses a ticket by number or words; the exact number comes first, then open tickets, then the latest. */
export function TicketPicker({ label, exceptIds, mergeableWith, value, onChange }: TicketPickerProps) {
  const [search, setSearch] = useState('');
  const asked = value && search === inOneLine(value) ? '' : search;
  const found = useTicketPick({ search: asked, exceptIds, mergeableWith }).data?.rows ?? [];
  const offered = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return (
    <Select
      label={label}
      placeholder={t('relate.pickHint')}
      data={offered.map((ticket) => ({ value: ticket.id, label: inOneLine(ticket) }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(offered.find((ticket) => ticket.id === id) ?? null)}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={t('relate.pickNothing')}
      data-autofocus
    />
  );
}
