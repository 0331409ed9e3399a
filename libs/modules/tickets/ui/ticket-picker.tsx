'use client';

import { Select } from '@mantine/core';
import { useSearchSelect } from '@kelp/ui';
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

const named = (ticket: RelatedTicket) => ({ ...ticket, name: inOneLine(ticket) });

/** Chooses a ticket by number or words; the exact number comes first, then open tickets, then the latest. */
export function TicketPicker({ label, exceptIds, mergeableWith, value, onChange }: TicketPickerProps) {
  const { asked, props: choices } = useSearchSelect(value && named(value));
  const { data, isPlaceholderData } = useTicketPick({ search: asked, exceptIds, mergeableWith });
  return (
    <Select
      label={label}
      placeholder={t('relate.pickHint')}
      {...choices({ found: data?.rows.map(named), isLate: isPlaceholderData, onChange })}
      nothingFoundMessage={t('relate.pickNothing')}
      data-autofocus
    />
  );
}
