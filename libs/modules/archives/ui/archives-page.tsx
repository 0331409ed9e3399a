'use client';

import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useProof, type Proof } from '@kelp/identity/screens';
import { call } from '@kelp/kernel/client';
import {
  ConfirmDialog,
  EmptyState,
  ExactTime,
  formatBytes,
  PageHeader,
  QueryState,
  RelativeTime,
  Section,
  StatusBadge,
  toastError,
  toastSuccess,
  useFormats,
  type Tone,
} from '@kelp/ui';
import {
  deleteArchive,
  listArchives,
  openArchive,
  requestArchive,
  type ArchiveCard,
  type ArchiveState,
} from '../contract';
import { t } from './strings';

const tones: Record<ArchiveState, Tone> = {
  waiting: 'waiting',
  making: 'progress',
  ready: 'success',
  failed: 'danger',
  gone: 'neutral',
};

const isUnderWay = ({ state }: ArchiveCard) => state === 'waiting' || state === 'making';

const useArchives = () =>
  useQuery({
    queryKey: [listArchives.name],
    queryFn: ({ signal }) => call(listArchives, {}, { signal }),
    refetchInterval: ({ state }) => (state.data?.rows.some(isUnderWay) ? 2_000 : false),
    meta: { topics: ['workspace_archive'] },
  });

/** Everything in the workspace as one file: an Owner asks for it, watches it being made and fetches it. */
export function ArchivesPage() {
  const query = useArchives();
  const queries = useQueryClient();
  const { withProof, proofDialog } = useProof();
  const { rows = [], isOwner = false, keptDays = 7 } = query.data ?? {};

  async function make() {
    try {
      await withProof(() => call(requestArchive, {}));
      toastSuccess(t('begun'));
      await queries.invalidateQueries({ queryKey: [listArchives.name] });
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <div className="kelp-page">
      <PageHeader
        title={t('title')}
        back={{ href: '/msp/settings', label: t('back') }}
        actions={
          isOwner && (
            <Button disabled={rows.some(isUnderWay)} onClick={() => void make()}>
              {t('make')}
            </Button>
          )
        }
      />
      <p className="kelp-muted">
        {t('lead', { days: keptDays })} {query.data && !isOwner && t('ownersOnly')}
      </p>
      <QueryState query={query} lines={3} />
      {query.data && (
        <Section title={t('list')}>
          {rows.length === 0 && <EmptyState title={t('empty')} />}
          <Stack gap="lg">
            {rows.map((row) => (
              <Archive key={row.id} row={row} mayTake={isOwner} withProof={withProof} />
            ))}
          </Stack>
        </Section>
      )}
      {proofDialog}
    </div>
  );
}

function Archive({ row, mayTake, withProof }: { row: ArchiveCard; mayTake: boolean; withProof: Proof['withProof'] }) {
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <StatusBadge tone={tones[row.state]} label={t(`state.${row.state}`)} plain />
        <RelativeTime at={row.createdAt} />
        <Text size="sm" c="dimmed">
          {t('by', { by: row.by })}
        </Text>
      </Group>
      <Facts row={row} />
      {mayTake && row.state === 'ready' && <Acts row={row} withProof={withProof} />}
    </Stack>
  );
}

function Facts({
  row: { state, done, total, rowCount, fileCount, size, sha256, problem, expiresAt },
}: {
  row: ArchiveCard;
}) {
  const { locale } = useFormats();
  const number = (value: number) => value.toLocaleString(locale);
  const share = total === 0 ? 0 : (100 * done) / total;
  return (
    <>
      {state === 'making' && (
        <>
          <Progress value={share} maw={360} aria-label={t('state.making')} />
          <Text size="sm">{t('progress', { done: number(done), total: number(total) })}</Text>
        </>
      )}
      {size !== null && (
        <Text size="sm">
          {t('holds', { rows: number(rowCount ?? 0), files: number(fileCount ?? 0), size: formatBytes(size, locale) })}
        </Text>
      )}
      {state === 'ready' && expiresAt && (
        <Text size="sm" c="dimmed">
          {t('until')} <ExactTime at={expiresAt} />
        </Text>
      )}
      {state === 'ready' && sha256 && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('sum', { sum: sha256 })}
        </Text>
      )}
      {problem && <Text size="sm">{problem}</Text>}
    </>
  );
}

function Acts({ row, withProof }: { row: ArchiveCard; withProof: Proof['withProof'] }) {
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);

  async function fetchFile() {
    try {
      await withProof(() => call(openArchive, { id: row.id }));
      window.location.assign(`/api/files/workspace_archive.file/${row.id}`);
    } catch (error) {
      toastError(error);
    }
  }

  async function remove() {
    await call(deleteArchive, { id: row.id });
    toastSuccess(t('deleted'));
    await queries.invalidateQueries({ queryKey: [listArchives.name] });
  }

  return (
    <Group gap="xs">
      <Button size="xs" onClick={() => void fetchFile()}>
        {t('fetch')}
      </Button>
      <Button size="xs" variant="default" onClick={() => setAsked(true)}>
        {t('delete')}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        title={t('delete.title')}
        confirmLabel={t('delete')}
        danger
        onConfirm={remove}
        onClose={() => setAsked(false)}
      >
        {t('delete.text')}
      </ConfirmDialog>
    </Group>
  );
}
