'use client';

import { ActionIcon, Button, Select } from '@mantine/core';
import { IconFolderPlus, IconPrinter } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { EmptyState, ErrorState, PageHeader, PageLoading } from '@kelp/ui';
import type { WorkList as List } from '../contract';
import { SnoozedList } from './snoozed-list';
import { t } from './strings';
import { ToDoField } from './to-do-field';
import { useWorkDeeds } from './use-work-deeds';
import { useWorkFocus } from './use-work-focus';
import type { WorkDialog } from './work-dialogs';
import { isLate } from './work-group';
import { WorkList, type WorkDoors } from './work-list';
import { useColleagues, useMe, useWork } from './work-queries';
import './my-work.css';

const WorkDialogs = dynamic(() => import('./work-dialogs'), { ssr: false });

export type { WorkDoors };

interface Props extends WorkDoors {
  /** stands before the page's own actions */
  actions?: ReactNode;
  /** stands above one's own list: what runs, what is missing */
  lead?: ReactNode;
  /** tickets in the order of the list, for whoever walks from one to the next */
  onTickets?: (ids: string[]) => void;
}

const none: List['rows'] = [];

function Meta({ list }: { list: List }) {
  const late = list.rows.filter(isLate).length;
  const us = list.rows.filter(({ turn }) => turn === 'us').length;
  return (
    <>
      <span className="kelp-num">{t('meta.open', { count: list.rows.length })}</span>
      {late > 0 && <span className="kelp-work-late">{t('meta.late', { count: late })}</span>}
      {us > 0 && <span className="kelp-num">{t('meta.us', { count: us })}</span>}
      {list.doneToday > 0 && <span className="kelp-num">{t('meta.done', { count: list.doneToday })}</span>}
      {list.isCapped && <span>{t('meta.capped')}</span>}
    </>
  );
}

function PersonChoice({ userId, onChange }: { userId: string | null; onChange: (id: string | null) => void }) {
  const me = useMe().data;
  const may = me?.permissions.some((one) => one === 'activity.read_all' || one === 'activity.read_team') ?? false;
  const people = useColleagues(may).data?.people ?? [];
  if (!me || people.length < 2) return null;
  return (
    <Select
      aria-label={t('person')}
      className="kelp-work-person"
      size="xs"
      searchable
      allowDeselect={false}
      data={[
        { value: me.id, label: t('person.me') },
        ...people.filter(({ id }) => id !== me.id).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={userId ?? me.id}
      onChange={(id) => onChange(id === me.id ? null : id)}
    />
  );
}

function Nothing({ list, isOwn }: { list: List; isOwn: boolean }) {
  const name = list.person.name.split(' ')[0] ?? '';
  if (!isOwn) return <EmptyState title={t('empty.other', { name })} text={t('empty.otherText')} />;
  return <EmptyState title={t(list.doneToday > 0 ? 'empty.done' : 'empty', { name })} text={t('empty.text')} />;
}

/** Home of the staff: everything there is to do, in the order in which to do it. */
export function MyWorkPage({ actions, lead, onTickets, ...doors }: Props) {
  const [userId, setUserId] = useState<string | null>(null);
  const [dialog, setDialog] = useState<WorkDialog | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const query = useWork(userId);
  const list = query.data;
  const isOwn = userId === null;
  const shown = useMemo(
    () =>
      list?.groups.flatMap((group) => (group.isCollapsed ? [] : list.rows.filter((row) => row.group === group.key))) ??
      none,
    [list],
  );
  const focus = useWorkFocus(shown);
  const deeds = useWorkDeeds();
  const tickets = shown
    .filter(({ kind }) => kind === 'ticket')
    .map(({ id }) => id)
    .join(' ');
  useEffect(() => onTickets?.(tickets === '' ? [] : tickets.split(' ')), [tickets, onTickets]);
  const refresh = async () => {
    await deeds.refresh();
  };

  return (
    <div className="kelp-page-fill kelp-work-page">
      <PageHeader
        title={isOwn || !list ? t('title') : t('title.of', { name: list.person.name })}
        meta={list && <Meta list={list} />}
        actions={
          <>
            {actions}
            <PersonChoice userId={userId} onChange={setUserId} />
            {isOwn && (
              <ActionIcon
                variant="default"
                aria-label={t('group.new')}
                title={t('group.new')}
                onClick={() => setDialog({ kind: 'newGroup' })}
              >
                <IconFolderPlus size={16} />
              </ActionIcon>
            )}
            <ActionIcon variant="default" aria-label={t('print')} title={t('print')} onClick={() => window.print()}>
              <IconPrinter size={16} />
            </ActionIcon>
          </>
        }
      />
      {isOwn ? <ToDoField field={field} /> : <p className="kelp-work-private kelp-muted">{t('person.private')}</p>}
      {focus.chosen.length > 0 && <Chosen focus={focus} deeds={deeds} open={setDialog} />}
      <div className="kelp-work-scroll">
        {isOwn && lead}
        {query.isPending && (
          <div className="kelp-work-loading">
            <PageLoading />
          </div>
        )}
        {query.isError && !list && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {list && (
          <>
            {list.rows.length === 0 && <Nothing list={list} isOwn={isOwn} />}
            {(list.rows.length > 0 || list.groups.some(({ name }) => name !== null)) && (
              <WorkList {...{ list, isOwn, focus, deeds, doors, field }} open={setDialog} />
            )}
            <SnoozedList snoozed={list.snoozed} onWake={(item) => void deeds.wake(item)} />
          </>
        )}
      </div>
      <WorkDialogs
        dialog={dialog}
        groups={list?.groups ?? []}
        open={setDialog}
        onSnooze={(rows, wish) => void deeds.snooze(rows, wish).then(focus.clear)}
        onMove={(rows, group) => void deeds.move(list?.rows ?? [], rows, group).then(focus.clear)}
        refresh={refresh}
      />
    </div>
  );
}

type ChosenProps = {
  focus: ReturnType<typeof useWorkFocus>;
  deeds: ReturnType<typeof useWorkDeeds>;
  open: (dialog: WorkDialog) => void;
};

function Chosen({ focus, deeds, open }: ChosenProps) {
  const rows = focus.chosen;
  return (
    <div className="kelp-work-chosen">
      <span className="kelp-num">{t('selected', { count: rows.length })}</span>
      <Button size="compact-sm" variant="default" onClick={() => open({ kind: 'snooze', rows })}>
        {t('key.snooze')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => open({ kind: 'move', rows })}>
        {t('key.move')}
      </Button>
      {rows.some(({ acts }) => acts.includes('finish')) && (
        <Button size="compact-sm" variant="default" onClick={() => void deeds.finish(rows).then(focus.clear)}>
          {t('key.done')}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={focus.clear}>
        {t('key.clear')}
      </Button>
    </div>
  );
}
