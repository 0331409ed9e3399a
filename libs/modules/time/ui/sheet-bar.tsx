'use client';

import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import {
  ConfirmDialog,
  ExactTime,
  formatMinutes,
  Kbd,
  StatusBadge,
  toastError,
  toastSuccess,
  useFormats,
  useKeys,
  type Tone,
} from '@kelp/ui';
import { recallTimeSheet, submitTimeSheet, type SheetFlag, type TimeSheetCard } from '../contract';
import { useRefreshSheets } from './sheet-queries';
import { periodWords } from './sheet-words';
import { t } from './strings';

const tones: Record<TimeSheetCard['state'], Tone> = {
  draft: 'neutral',
  submitted: 'waiting',
  approved: 'success',
  changes_requested: 'warning',
};
const flagTones: Record<SheetFlag, Tone> = {
  overlap: 'warning',
  no_notes: 'neutral',
  over_capacity: 'warning',
  unpriced: 'warning',
  short: 'neutral',
};

/** How far a sheet has come, in words and colour. */
export const SheetState = ({ state }: { state: TimeSheetCard['state'] }) => (
  <StatusBadge tone={tones[state]} label={t(`sheet.${state}`)} />
);

/** What to look at twice. */
export const SheetFlags = ({ flags }: { flags: readonly SheetFlag[] }) => (
  <Group gap={4} component="span">
    {flags.map((flag) => (
      <StatusBadge key={flag} tone={flagTones[flag]} label={t(`sheetFlag.${flag}`)} />
    ))}
  </Group>
);

/** What was said about a sheet and what became of it. */
export function SheetHistory({ comments }: { comments: TimeSheetCard['comments'] }) {
  if (comments.length === 0) return null;
  return (
    <ul className="kelp-sheet-history" aria-label={t('sheet.history')}>
      {comments.map(({ id, person, kind, body, at }) => (
        <li key={id}>
          <Text size="sm">
            <strong>{person?.name ?? t('sheet.nobody')}</strong> {t(`sheetDid.${kind}`)} <ExactTime at={at} />
          </Text>
          {body && <Text size="sm">{body}</Text>}
        </li>
      ))}
    </ul>
  );
}

/** A sheet, one's own without a person: its sum against what the period holds, how far it has come, and how it is handed in. */
export function SheetBar({ sheet, userId }: { sheet: TimeSheetCard; userId?: string | undefined }) {
  const { locale } = useFormats();
  const refresh = useRefreshSheets();
  const [asking, setAsking] = useState(false);
  const maySubmit = sheet.abilities.includes('submit');
  const period = periodWords(sheet, locale);
  useKeys('page', { 'Shift+Enter': { label: t('sheet.submit'), run: () => setAsking(true) } }, { enabled: maySubmit });

  async function submit() {
    const { minutes } = await call(submitTimeSheet, { date: sheet.startsOn, ...(userId ? { userId } : {}) });
    toastSuccess(t('sheet.handedIn', { time: formatMinutes(minutes) }));
    await refresh();
  }

  async function recall() {
    try {
      await call(recallTimeSheet, { id: sheet.id ?? '' });
      toastSuccess(t('sheet.recalled'));
    } catch (error) {
      toastError(error);
    }
    await refresh();
  }

  return (
    <section className="kelp-timer-card" aria-label={t('sheet.title')}>
      <div>
        <Group gap="xs">
          <strong>{period}</strong> <SheetState state={sheet.state} />
          {sheet.state === 'draft' ? null : <SheetFlags flags={sheet.flags} />}
        </Group>
        <Text size="sm" c="dimmed" className="kelp-num">
          {t('sheet.sum', {
            time: formatMinutes(sheet.minutes),
            of: formatMinutes(sheet.capacityMinutes),
            billable: formatMinutes(sheet.billableMinutes),
          })}
        </Text>
        <SheetHistory comments={sheet.comments} />
      </div>
      <Group gap="xs">
        {sheet.abilities.includes('recall') && (
          <Button variant="default" onClick={() => void recall()}>
            {t('sheet.recall')}
          </Button>
        )}
        {maySubmit && (
          <Button onClick={() => setAsking(true)} rightSection={<Kbd keys="shift+enter" />}>
            {t('sheet.submit')}
          </Button>
        )}
      </Group>
      <ConfirmDialog
        opened={asking}
        title={t('sheet.submitTitle')}
        confirmLabel={t('sheet.submit')}
        onConfirm={submit}
        onClose={() => setAsking(false)}
      >
        <p>
          {t('sheet.submitText', {
            period,
            time: formatMinutes(sheet.minutes),
            of: formatMinutes(sheet.capacityMinutes),
          })}
        </p>
      </ConfirmDialog>
    </section>
  );
}
