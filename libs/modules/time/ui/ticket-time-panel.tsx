'use client';

import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import {
  ConfirmDialog,
  ErrorState,
  formatMinutes,
  Section,
  StatusBadge,
  toastSuccess,
  useFormats,
  type Tone,
} from '@kelp/ui';
import { deleteTimeEntry, type TimeEntryCard } from '../contract';
import { workDateText } from './read-time';
import { t } from './strings';
import { useRefreshTime, useTicketTime, useTimeServices } from './time-queries';

const EntryDialog = dynamic(() => import('./entry-dialog').then((one) => one.EntryDialog), { ssr: false });

const tones: Record<TimeEntryCard['state'], Tone> = {
  draft: 'neutral',
  submitted: 'waiting',
  approved: 'success',
  changes_requested: 'warning',
};

function billableNote({ minutes, billableMinutes }: TimeEntryCard): string | null {
  if (billableMinutes === 0) return t('panel.notBillable');
  return billableMinutes < minutes ? t('panel.billablePart', { time: formatMinutes(billableMinutes) }) : null;
}

interface EntryLineProps {
  entry: TimeEntryCard;
  onEdit: () => void;
  onDelete: () => void;
}

function EntryLine({ entry, onEdit, onDelete }: EntryLineProps) {
  const { locale } = useFormats();
  const named = { time: formatMinutes(entry.minutes), person: entry.person.name };
  const details = [
    entry.service.name,
    billableNote(entry),
    entry.loggedBy && t('panel.loggedBy', { name: entry.loggedBy.name }),
  ].filter(Boolean);
  return (
    <li>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <strong className="kelp-num">{named.time}</strong> {entry.person.name}{' '}
          <Text span size="xs" c="dimmed">
            {workDateText(entry.workDate, locale)}
          </Text>
          <Text size="xs" c="dimmed" component="div">
            {details.join(', ')}
          </Text>
          {entry.notes && <Text size="sm">{entry.notes}</Text>}
          <StatusBadge plain tone={tones[entry.state]} label={t(`state.${entry.state}`)} />
          {entry.state === 'changes_requested' && entry.changeReason && <Text size="sm">{entry.changeReason}</Text>}
        </div>
        <Group gap={2} wrap="nowrap">
          {entry.abilities.includes('update') && (
            <ActionIcon variant="subtle" color="gray" onClick={onEdit} aria-label={t('panel.edit', named)}>
              <IconPencil size={16} />
            </ActionIcon>
          )}
          {entry.abilities.includes('delete') && (
            <ActionIcon variant="subtle" color="gray" onClick={onDelete} aria-label={t('panel.delete', named)}>
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </Group>
      </Group>
    </li>
  );
}

/** The time of a ticket with its sum; one's own can be changed or removed until it is approved. Nothing for people who see no time. */
export function TicketTimePanel({ ticketId }: { ticketId: string }) {
  const query = useTicketTime(ticketId);
  const mayLog = useTimeServices(ticketId).isSuccess;
  const refresh = useRefreshTime();
  const [editing, setEditing] = useState<TimeEntryCard | 'new' | null>(null);
  const [deleting, setDeleting] = useState<TimeEntryCard | null>(null);
  const entries = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = query.data?.pages[0]?.total;
  if (query.isError && isForbidden(query.error)) return null;
  return (
    <Section
      title={t('panel.title')}
      actions={
        mayLog && (
          <Button variant="default" size="xs" onClick={() => setEditing('new')}>
            {t('panel.log')}
          </Button>
        )
      }
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && entries.length === 0 && <Text c="dimmed">{t('panel.empty')}</Text>}
      {total && entries.length > 0 && (
        <Text size="sm" className="kelp-num">
          {t('panel.total', { time: formatMinutes(total.minutes), billable: formatMinutes(total.billableMinutes) })}
        </Text>
      )}
      <Stack component="ul" gap="xs" p={0} m={0} mt={6} style={{ listStyle: 'none' }}>
        {entries.map((entry) => (
          <EntryLine
            key={entry.id}
            entry={entry}
            onEdit={() => setEditing(entry)}
            onDelete={() => setDeleting(entry)}
          />
        ))}
      </Stack>
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('panel.more')}
        </Button>
      )}
      {editing && (
        <EntryDialog
          key={editing === 'new' ? 'new' : editing.id}
          entry={editing === 'new' ? null : editing}
          ticketId={ticketId}
          onClose={() => setEditing(null)}
          onSaved={refresh}
        />
      )}
      <DeleteDialog entry={deleting} onClose={() => setDeleting(null)} onDeleted={refresh} />
    </Section>
  );
}

const isForbidden = (error: unknown): boolean => error instanceof Error && 'id' in error && error.id === 'forbidden';

interface DeleteDialogProps {
  entry: TimeEntryCard | null;
  onClose: () => void;
  onDeleted: () => Promise<void>;
}

function DeleteDialog({ entry, onClose, onDeleted }: DeleteDialogProps) {
  const { locale } = useFormats();
  const time = entry ? formatMinutes(entry.minutes) : '';

  async function remove() {
    if (!entry) return;
    await call(deleteTimeEntry, { id: entry.id, version: entry.version });
    toastSuccess(t('panel.deleted', { time }));
    await onDeleted();
  }

  return (
    <ConfirmDialog
      opened={entry !== null}
      title={t('panel.deleteTitle')}
      confirmLabel={t('panel.deleteConfirm')}
      danger
      onConfirm={remove}
      onClose={onClose}
    >
      {entry && (
        <p>
          {t('panel.deleteText', { time, service: entry.service.name, date: workDateText(entry.workDate, locale) })}
        </p>
      )}
    </ConfirmDialog>
  );
}
