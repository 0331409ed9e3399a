'use client';

import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { toastError } from '@kelp/ui';
import { t } from './strings';
import type { DraftRow, ListDraft } from './list-draft';
import { ReplaceDialog } from './replace-dialog';
import './board-settings.css';

export interface ListEditorProps<R extends DraftRow> {
  label: string;
  draft: ListDraft<R>;
  mayChange: boolean;
  /** further fields of a row, after its name */
  fields?: (row: R, change: (part: Partial<R>) => void) => ReactNode;
  /** below a row, for instance its subcategories */
  below?: (row: R) => ReactNode;
  /** which of the others can replace a removed row; all when missing */
  fits?: (removed: R, other: R) => boolean;
  mayBeEmpty?: boolean;
  /** a list may be fixed in number: names and colours only */
  isFixed?: boolean;
  addLabel: string;
  blank: () => R;
}

function RowTools<R extends DraftRow>({ row, draft, onRemove }: { row: R; draft: ListDraft<R>; onRemove: () => void }) {
  const named = row.name || t('lists.unnamed');
  const place = draft.rows.indexOf(row);
  return (
    <span className="kelp-edit-tools">
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={place === 0}
        onClick={() => draft.move(row.key, -1)}
        aria-label={t('lists.up', { name: named })}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={place === draft.rows.length - 1}
        onClick={() => draft.move(row.key, 1)}
        aria-label={t('lists.down', { name: named })}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="red" onClick={onRemove} aria-label={t('lists.removeOne', { name: named })}>
        <IconTrash size={16} />
      </ActionIcon>
    </span>
  );
}

/** A list edited as a whole: rename, order, add, and remove with a replacement for what is used. */
export function ListEditor<R extends DraftRow>(props: ListEditorProps<R>) {
  const { label, draft, mayChange, fields, below, fits = () => true, mayBeEmpty = false, isFixed = false } = props;
  const [leaving, setLeaving] = useState<R | null>(null);
  const remove = (row: R) => (row.ticketCount > 0 ? setLeaving(row) : draft.remove(row.key));
  return (
    <>
      <ul className="kelp-list-editor" aria-label={label}>
        {draft.rows.map((row) => (
          <li key={row.key}>
            <div className="kelp-edit-row">
              <TextInput
                aria-label={t('lists.name')}
                value={row.name}
                maxLength={80}
                readOnly={!mayChange}
                autoFocus={row.name === '' && !row.id}
                onChange={(event) => draft.change(row.key, { name: event.currentTarget.value } as Partial<R>)}
              />
              {fields?.(row, (part) => draft.change(row.key, part))}
              <span className="kelp-muted kelp-num kelp-edit-count">
                {t('lists.count', { count: row.ticketCount })}
              </span>
              {mayChange && !isFixed && <RowTools row={row} draft={draft} onRemove={() => remove(row)} />}
            </div>
            {below?.(row)}
          </li>
        ))}
      </ul>
      {mayChange && !isFixed && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => draft.add(props.blank())}
        >
          {props.addLabel}
        </Button>
      )}
      {leaving && (
        <ReplaceDialog
          name={leaving.name}
          ticketCount={leaving.ticketCount}
          mayBeEmpty={mayBeEmpty}
          choices={draft.rows.flatMap((row) =>
            row.id && row !== leaving && fits(leaving, row) ? [{ id: row.id, name: row.name }] : [],
          )}
          onReplace={(replacementId) => draft.remove(leaving.key, replacementId)}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  );
}

/** Save and discard, shown while there is something to save. */
export function SaveBar({
  isDirty,
  onSave,
  onDiscard,
}: {
  isDirty: boolean;
  onSave: () => Promise<void>;
  onDiscard: () => void;
}) {
  const [saving, setSaving] = useState(false);
  if (!isDirty) return null;
  async function save() {
    setSaving(true);
    await onSave().catch(toastError);
    setSaving(false);
  }
  return (
    <div className="kelp-save-bar" role="group" aria-label={t('lists.unsaved')}>
      <span>{t('lists.unsaved')}</span>
      <Button variant="default" size="xs" onClick={onDiscard} disabled={saving}>
        {t('lists.discard')}
      </Button>
      <Button size="xs" onClick={() => void save()} loading={saving}>
        {t('lists.save')}
      </Button>
    </div>
  );
}
