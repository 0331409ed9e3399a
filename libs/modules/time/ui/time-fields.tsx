'use client';

import { Group, Select, Switch, Text, TextInput } from '@mantine/core';
import { useId } from 'react';
import { formatMinutes, useFormats } from '@kelp/ui';
import type { QuickDay } from '../domain/quick-day';
import { dayWords, readTimeLine } from './read-time';
import { t } from './strings';
import { usePayingLine, useTimeServices } from './time-queries';

/** What stands in the composer's time part. */
export interface TimeValue {
  /** `45m`, or `45m onsite replaced the toner`; empty = no time is logged. */
  text: string;
  /** Null = the ticket's default, or what the text names. */
  serviceId: string | null;
  isBillable: boolean;
}

/** No time. */
export const noTime: TimeValue = { text: '', serviceId: null, isBillable: true };

/** The time part of `time_entry.log_with_comment`, or null when no time is logged: then a plain comment is enough. */
export function timeInput(value: TimeValue): { quick: string; serviceId?: string; isBillable: boolean } | null {
  const quick = value.text.trim();
  if (!quick) return null;
  return { quick, isBillable: value.isBillable, ...(value.serviceId ? { serviceId: value.serviceId } : {}) };
}

export interface TimeFieldsProps {
  value: TimeValue;
  onChange: (value: TimeValue) => void;
  ticketId: string;
  /** The ticket's client, so that the paying line is asked for anew when it changes. */
  clientId: string | null;
  disabled?: boolean;
}

/** One line of the reply box: time, service, billable, and what would pay. Nothing for people who log no time. */
export function TimeFields({ value, onChange, ticketId, clientId, disabled = false }: TimeFieldsProps) {
  const readingId = useId();
  const offered = useTimeServices(ticketId);
  const services = offered.data?.services ?? [];
  const read = readTimeLine(value.text, services);
  const serviceId = read?.log?.serviceId ?? value.serviceId ?? offered.data?.defaultServiceId ?? null;
  if (offered.isError) return null;
  const set = (part: Partial<TimeValue>) => onChange({ ...value, ...part });
  return (
    <fieldset
      className="kelp-bare-fieldset"
      disabled={disabled}
      style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}
    >
      <legend className="kelp-hidden">{t('fields.legend')}</legend>
      <Group gap="xs" align="flex-start" wrap="wrap">
        <TextInput
          aria-label={t('fields.label')}
          placeholder={t('fields.placeholder')}
          value={value.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
          error={read?.problem}
          maxLength={500}
          aria-describedby={readingId}
          w={{ base: '100%', xs: 190 }}
        />
        <Select
          aria-label={t('fields.service')}
          placeholder={t('fields.defaultService')}
          data={services.map(({ id, name }) => ({ value: id, label: name }))}
          value={serviceId}
          onChange={(chosen) => set({ serviceId: chosen })}
          readOnly={Boolean(read?.log?.serviceId)}
          searchable
          w={{ base: '100%', xs: 190 }}
        />
        <Switch
          label={t('fields.billable')}
          checked={read?.log?.isBillable ?? value.isBillable}
          disabled={typeof read?.log?.isBillable === 'boolean'}
          onChange={(event) => set({ isBillable: event.currentTarget.checked })}
          mt={7}
        />
      </Group>
      <Text size="xs" c="dimmed" id={readingId} aria-live="polite" mt={2}>
        {offered.data && services.length === 0 && t('fields.noServices')}
        {read?.log && services.length > 0 && (
          <Reading
            {...{ ticketId, clientId, serviceId }}
            minutes={read.log.minutes}
            isBillable={read.log.isBillable ?? value.isBillable}
            day={read.log.day}
            services={services}
          />
        )}
      </Text>
    </fieldset>
  );
}

interface ReadingProps {
  ticketId: string;
  clientId: string | null;
  serviceId: string | null;
  minutes: number;
  isBillable: boolean;
  day: QuickDay | null;
  services: readonly { id: string; name: string }[];
}

/** How the line is understood and which contract line would pay: "0:45 of Onsite visit, paid by Managed IT". */
function Reading({ ticketId, clientId, serviceId, minutes, isBillable, day, services }: ReadingProps) {
  const { locale, timeZone } = useFormats();
  const { data } = usePayingLine({ ticketId, clientId, serviceId: isBillable ? serviceId : null });
  const service = services.find((one) => one.id === serviceId);
  if (!service) return t('fields.noService');
  const worked = t('fields.reading', { time: formatMinutes(minutes), service: service.name });
  const said = day ? `${worked}, ${dayWords(day, new Date(), timeZone, locale)}` : worked;
  if (!isBillable) return `${said}, ${t('line.notBillable')}`;
  if (!data) return said;
  const { answer } = data;
  if (answer.kind === 'line')
    return <span title={answer.reason}>{`${said}, ${t('line.line', { line: answer.lineName })}`}</span>;
  if (answer.kind === 'catalogue') return <span title={answer.reason}>{`${said}, ${t('line.catalogue')}`}</span>;
  if (answer.kind === 'none') return `${said}. ${answer.reason}`;
  return `${said}, ${t('line.ambiguous', { lines: answer.candidates.map((line) => line.name).join(', ') })}`;
}
