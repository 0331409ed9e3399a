'use client';

import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, ErrorState, PageHeader, PageLoading } from '@kelp/ui';
import { updateBoard } from '../../contract';
import { t } from './strings';
import { useTicketChoices } from '../ticket-queries';
import { AutoCloseSection } from './auto-close-section';
import { BoardDefaultsSection } from './board-defaults-section';
import { CategoriesSection } from './categories-section';
import { CloseRulesSection } from './close-rules-section';
import { mayChange, useBoard, useSaved, type BoardSettings } from './settings-queries';
import { StatusesSection } from './statuses-section';
import './board-settings.css';

const back = () => ({ href: '/msp/settings/boards', label: t('boards.title') });

/** Everything that is set about one board. */
export function BoardSettingsPage({ id }: { id: string }) {
  const query = useBoard(id);
  if (query.data) return <LoadedBoard board={query.data} />;
  return (
    <div className="kelp-page kelp-board-page">
      <PageHeader title={t('column.board')} back={back()} />
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <PageLoading />}
    </div>
  );
}

function LoadedBoard({ board }: { board: BoardSettings }) {
  const choices = useTicketChoices().data;
  const saved = useSaved();
  const [asking, setAsking] = useState(false);
  const { id, name, version, isActive, isDefault, openCount } = board;

  async function turn() {
    await call(updateBoard, { id, version, isActive: !isActive });
    await saved(t(isActive ? 'boards.off.done' : 'boards.on.done', { name }));
  }

  return (
    <div className="kelp-page kelp-board-page">
      <PageHeader
        title={name}
        back={back()}
        meta={
          <>
            {isDefault && <Badge>{t('boards.isDefault')}</Badge>}
            {!isActive && <Badge color="gray">{t('boards.isOff')}</Badge>}
            <span>{t('boards.openCount', { count: openCount })}</span>
          </>
        }
        actions={
          mayChange(board) && (
            <Button size="xs" variant="default" onClick={() => (isActive ? setAsking(true) : void turn())}>
              {t(isActive ? 'boards.off' : 'boards.on')}
            </Button>
          )
        }
      />
      <BoardDefaultsSection board={board} choices={choices} />
      <StatusesSection board={board} />
      <CategoriesSection board={board} choices={choices} />
      <CloseRulesSection board={board} />
      <AutoCloseSection board={board} />
      <ConfirmDialog
        opened={asking}
        title={t('boards.off.title', { name })}
        confirmLabel={t('boards.off')}
        onConfirm={turn}
        onClose={() => setAsking(false)}
      >
        <p>{t('boards.off.text', { count: openCount })}</p>
      </ConfirmDialog>
    </div>
  );
}
