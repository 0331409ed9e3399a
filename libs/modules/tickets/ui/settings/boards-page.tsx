'use client';

import { ActionIcon, Badge, Button, Select, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ImportStandardsButton } from '@kelp/standards/screens';
import { FormDialog, PageHeader, toastError, QueryState } from '@kelp/ui';
import { createBoard, reorderBoards, type BoardRow } from '../../contract';
import { t } from './strings';
import { moved } from './list-draft';
import { mayChange, mayImport, useBoards, useSaved } from './settings-queries';
import './board-settings.css';

/** All boards in their order; the first active one is where tickets land that name none. */
export function BoardsPage() {
  const query = useBoards();
  const saved = useSaved();
  const [adding, setAdding] = useState(false);
  const rows = query.data?.rows ?? [];
  const isMine = query.data ? mayChange(query.data) : false;

  async function move(board: BoardRow, step: 1 | -1) {
    const next = moved(
      rows.map((row) => ({ key: row.id })),
      board.id,
      step,
    );
    await call(reorderBoards, { ids: next.map(({ key }) => key) });
    await saved(t('boards.ordered'));
  }

  return (
    <div className="kelp-page kelp-board-page">
      <PageHeader
        title={t('boards.title')}
        back={{ href: '/msp/settings', label: t('settings.back') }}
        meta={t('boards.lead')}
        actions={
          isMine && (
            <>
              {query.data && mayImport(query.data) && <ImportStandardsButton kind="board" list={t('boards.title')} />}
              <Button size="xs" onClick={() => setAdding(true)}>
                {t('boards.new')}
              </Button>
            </>
          )
        }
      />
      <QueryState query={query} lines={5} />
      <ul className="kelp-board-list">
        {rows.map((board, place) => (
          <li key={board.id}>
            <div>
              <Link href={`/msp/settings/boards/${board.id}`}>{board.name}</Link>{' '}
              {board.isDefault && <Badge>{t('boards.isDefault')}</Badge>}
              {!board.isActive && <Badge color="gray">{t('boards.isOff')}</Badge>}
              <p>
                {t('boards.openCount', { count: board.openCount })} · {t(`boards.mode.${board.priorityMode}`)}
                {board.manager && ` · ${t('boards.managedBy', { name: board.manager.name })}`}
              </p>
            </div>
            {isMine && (
              <span className="kelp-edit-tools">
                {([-1, 1] as const).map((step) => (
                  <ActionIcon
                    key={step}
                    variant="subtle"
                    color="gray"
                    disabled={place + step < 0 || place + step >= rows.length}
                    onClick={() => void move(board, step).catch(toastError)}
                    aria-label={t(step < 0 ? 'lists.up' : 'lists.down', { name: board.name })}
                  >
                    {step < 0 ? <IconArrowUp size={16} /> : <IconArrowDown size={16} />}
                  </ActionIcon>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {adding && <NewBoardDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

function NewBoardDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const saved = useSaved();
  const [name, setName] = useState('');
  const [mode, setMode] = useState<'own' | 'itil'>('own');
  const [categories, setCategories] = useState<'none' | 'msp' | 'itil'>('msp');

  async function submit() {
    const { id } = await call(createBoard, { name, priorityMode: mode, categories });
    await saved(t('boards.new.done', { name }));
    router.push(`/msp/settings/boards/${id}`);
  }

  return (
    <FormDialog title={t('boards.new')} submitLabel={t('boards.create')} onSubmit={submit} onClose={onClose}>
      <TextInput
        label={t('boards.name')}
        value={name}
        maxLength={80}
        required
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('boards.priorityMode')}
        data={(['own', 'itil'] as const).map((value) => ({ value, label: t(`boards.mode.${value}`) }))}
        value={mode}
        onChange={(value) => setMode(value === 'itil' ? 'itil' : 'own')}
        allowDeselect={false}
      />
      <Select
        label={t('boards.startCategories')}
        data={(['msp', 'itil', 'none'] as const).map((value) => ({ value, label: t(`boards.categories.${value}`) }))}
        value={categories}
        onChange={(value) => setCategories((value ?? 'none') as typeof categories)}
        allowDeselect={false}
      />
      <p className="kelp-muted">{t('boards.new.text')}</p>
    </FormDialog>
  );
}
