'use client';

import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { call } from '@kelp/kernel/client';
import { addDays } from '@kelp/std';
import { ErrorState, formatMinutes, PageLoading, StatusBadge, toastError, useFormats } from '@kelp/ui';
import { commentTimeSheet, type TimeEntryCard, type TimeSheetCard } from '../contract';
import { workDateText } from './read-time';
import { RequestSheetDialog } from './request-sheet-dialog';
import { SheetFlags, SheetHistory, SheetState } from './sheet-bar';
import { useRefreshSheets, useTimeBetween, useTimeSheet } from './sheet-queries';
import { t } from './strings';

/** A sheet in full: its days with their entries, each of which can be sent back alone, and what was said. */
export function SheetPeek({ id }: { id: string }) {
  const query = useTimeSheet({ id });
  if (query.data) return <Loaded sheet={query.data} />;
  return query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <PageLoading />;
}

function Loaded({ sheet }: { sheet: TimeSheetCard }) {
  const { locale } = useFormats();
  const refresh = useRefreshSheets();
  const [sendingBack, setSendingBack] = useState<TimeEntryCard | null>(null);
  const entries = useTimeBetween(sheet.startsOn, addDays(sheet.endsOn, -1), sheet.person.id).data?.rows ?? [];
  const may = sheet.abilities.includes('request_changes');
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <SheetState state={sheet.state} /> <SheetFlags flags={sheet.flags} />
      </Group>
      <Text size="sm" className="kelp-num">
        {t('sheet.sum', {
          time: formatMinutes(sheet.minutes),
          of: formatMinutes(sheet.capacityMinutes),
          billable: formatMinutes(sheet.billableMinutes),
        })}
      </Text>
      {sheet.days
        .filter(({ minutes, capacityMinutes }) => minutes > 0 || capacityMinutes > 0)
        .map((day) => (
          <div key={day.date}>
            <Text fw={600} size="sm">
              {workDateText(day.date, locale)}{' '}
              <span className="kelp-num kelp-muted">
                {formatMinutes(day.minutes)} {t('grid.of', { time: formatMinutes(day.capacityMinutes) })}
              </span>
            </Text>
            <ul className="kelp-sheet-entries">
              {entries
                .filter(({ workDate }) => workDate === day.date)
                .reverse()
                .map((entry) => (
                  <Line key={entry.id} entry={entry} onSendBack={may ? () => setSendingBack(entry) : null} />
                ))}
            </ul>
          </div>
        ))}
      <SheetHistory comments={sheet.comments} />
      {sheet.id && sheet.abilities.includes('comment') && <CommentField id={sheet.id} onSaid={refresh} />}
      {sendingBack && sheet.id && (
        <RequestSheetDialog
          sheets={[{ id: sheet.id, person: sheet.person }]}
          entryIds={[sendingBack.id]}
          onClose={() => setSendingBack(null)}
          onDone={refresh}
        />
      )}
    </Stack>
  );
}

function Line({ entry, onSendBack }: { entry: TimeEntryCard; onSendBack: (() => void) | null }) {
  const work = entry.ticket ? `${entry.ticket.number} ${entry.ticket.title}` : (entry.client?.name ?? t('work.adHoc'));
  return (
    <li>
      <div>
        <strong className="kelp-num">{formatMinutes(entry.minutes)}</strong> {work}
        <Text size="xs" c="dimmed">
          {entry.service.name}
          {entry.loggedBy && `, ${t('panel.loggedBy', { name: entry.loggedBy.name })}`}
        </Text>
        {entry.notes && <Text size="sm">{entry.notes}</Text>}
        {entry.state === 'changes_requested' && (
          <StatusBadge plain tone="warning" label={entry.changeReason ?? t('state.changes_requested')} />
        )}
      </div>
      {onSendBack && entry.state === 'submitted' && (
        <Button
          variant="default"
          size="compact-xs"
          onClick={onSendBack}
          aria-label={t('sheet.sendBackOne', { time: formatMinutes(entry.minutes), work })}
        >
          {t('approval.requestChange')}
        </Button>
      )}
    </li>
  );
}

function CommentField({ id, onSaid }: { id: string; onSaid: () => Promise<void> }) {
  const [body, setBody] = useState('');

  async function say(event: FormEvent) {
    event.preventDefault();
    try {
      await call(commentTimeSheet, { id, body });
      setBody('');
      await onSaid();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <form onSubmit={(event) => void say(event)}>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          aria-label={t('sheet.comment')}
          placeholder={t('sheet.comment')}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          maxLength={2000}
          style={{ flex: 1 }}
        />
        <Button type="submit" variant="default" disabled={body.trim() === ''}>
          {t('sheet.say')}
        </Button>
      </Group>
    </form>
  );
}
