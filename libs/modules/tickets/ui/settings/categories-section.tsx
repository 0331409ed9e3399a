'use client';

import { Select } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { newId } from '@kelp/std';
import { ImportStandardsButton } from '@kelp/standards/screens';
import { EmptyState, Section } from '@kelp/ui';
import { saveCategories } from '../../contract';
import { t } from './strings';
import type { TicketChoices } from '../ticket-queries';
import { moved, type DraftRemoval, type DraftRow, type ListDraft } from './list-draft';
import { ListEditor, SaveBar } from './list-editor';
import { mayChange, mayImport, useSaved, type BoardSettings } from './settings-queries';

interface CategoryRow extends DraftRow {
  parentKey: string | null;
  defaultTeamId: string | null;
  defaultPriorityId: string | null;
}

interface Draft {
  rows: readonly CategoryRow[];
  removed: readonly DraftRemoval[];
}

const loadedRows = (board: BoardSettings): CategoryRow[] =>
  board.categories.map(({ parentId, ...row }) => ({ ...row, key: row.id, parentKey: parentId }));

const blank = (parentKey: string | null): CategoryRow => ({
  key: newId(),
  parentKey,
  name: '',
  ticketCount: 0,
  defaultTeamId: null,
  defaultPriorityId: null,
});

/** One level of the draft as a list of its own: the categories, or the subcategories of one. */
function levelOf(
  { rows, removed }: Draft,
  parentKey: string | null,
  set: (draft: Draft) => void,
): ListDraft<CategoryRow> {
  const own = rows.filter((row) => row.parentKey === parentKey);
  const others = rows.filter((row) => row.parentKey !== parentKey);
  const write = (next: readonly CategoryRow[]) => set({ rows: [...others, ...next], removed });
  return {
    rows: own,
    removed,
    isDirty: false,
    change: (key, part) => write(own.map((row) => (row.key === key ? { ...row, ...part } : row))),
    add: (row) => write([...own, row]),
    move: (key, step) => write(moved(own, key, step)),
    remove(key, replacementId) {
      const id = own.find((row) => row.key === key)?.id;
      const gone = id ? [{ id, ...(replacementId === undefined ? {} : { replacementId }) }] : [];
      // with a category its subcategories go; the server knows that
      set({ rows: rows.filter((row) => row.key !== key && row.parentKey !== key), removed: [...removed, ...gone] });
    },
    replaceAll: write,
    reset: () => undefined,
  };
}

const fieldsOf = ({ id, version, name, defaultTeamId, defaultPriorityId }: CategoryRow) => ({
  ...(id ? { id, version } : {}),
  ...{ name, defaultTeamId, defaultPriorityId },
});

/** Two levels of categories, with the team and priority that a new ticket of each gets. */
export function CategoriesSection({ board, choices }: { board: BoardSettings; choices: TicketChoices | undefined }) {
  const [changed, setChanged] = useState<Draft | null>(null);
  const saved = useSaved();
  const draft = changed ?? { rows: loadedRows(board), removed: [] };
  const isMine = mayChange(board);
  const top = levelOf(draft, null, setChanged);

  async function save() {
    const categories = top.rows.map((row) => ({
      ...fieldsOf(row),
      children: draft.rows.filter(({ parentKey }) => parentKey === row.key).map(fieldsOf),
    }));
    await call(saveCategories, { id: board.id, categories, removed: [...draft.removed] });
    await saved(t('categories.saved'));
    setChanged(null);
  }

  const fields = (row: CategoryRow, change: (part: Partial<CategoryRow>) => void) => (
    <DefaultFields {...{ row, change, board, choices, isMine }} />
  );
  return (
    <Section
      title={t('categories.title')}
      actions={
        mayImport(board) && (
          <ImportStandardsButton
            kind="category"
            list={t('categories.title')}
            placeId={board.id}
            disabled={changed !== null}
          />
        )
      }
    >
      <p className="kelp-muted">{t('categories.lead')}</p>
      {draft.rows.length === 0 && <EmptyState title={t('categories.empty')} text={t('categories.emptyText')} />}
      <ListEditor
        label={t('categories.title')}
        draft={top}
        mayChange={isMine}
        mayBeEmpty
        addLabel={t('categories.add')}
        blank={() => blank(null)}
        fields={fields}
        below={(row) => (
          <details className="kelp-sub-list">
            <summary>
              {t('categories.children', { count: draft.rows.filter(({ parentKey }) => parentKey === row.key).length })}
            </summary>
            <ListEditor
              label={t('categories.childrenOf', { name: row.name })}
              draft={levelOf(draft, row.key, setChanged)}
              mayChange={isMine}
              mayBeEmpty
              addLabel={t('categories.addChild')}
              blank={() => blank(row.key)}
              fields={fields}
            />
          </details>
        )}
      />
      <SaveBar isDirty={changed !== null} onSave={save} onDiscard={() => setChanged(null)} />
    </Section>
  );
}

interface DefaultFieldsProps {
  row: CategoryRow;
  change: (part: Partial<CategoryRow>) => void;
  board: BoardSettings;
  choices: TicketChoices | undefined;
  isMine: boolean;
}

function DefaultFields({ row, change, board, choices, isMine }: DefaultFieldsProps) {
  const named = (all: readonly { id: string; name: string }[] = []) =>
    all.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Select
        aria-label={t('categories.team', { name: row.name })}
        placeholder={t('categories.anyTeam')}
        data={named(choices?.teams)}
        value={row.defaultTeamId}
        onChange={(defaultTeamId) => change({ defaultTeamId })}
        clearable
        disabled={!isMine}
        w={150}
      />
      {board.priorityMode === 'own' && (
        <Select
          aria-label={t('categories.priority', { name: row.name })}
          placeholder={t('categories.anyPriority')}
          data={named(choices?.priorities.filter(({ isItil }) => !isItil))}
          value={row.defaultPriorityId}
          onChange={(defaultPriorityId) => change({ defaultPriorityId })}
          clearable
          disabled={!isMine}
          w={140}
        />
      )}
    </>
  );
}
