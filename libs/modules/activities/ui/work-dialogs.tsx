'use client';

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { addDays, clockFace, formatInstant, invalid, localDate, localParts } from '@kelp/std';
import { ChoiceDialog, ConfirmDialog, FormDialog, useFormats } from '@kelp/ui';
import {
  createActivityGroup,
  deleteActivityGroup,
  updateActivityGroup,
  updateToDo,
  type SnoozePreset,
  type WorkGroup,
  type WorkRow,
} from '../contract';
import { snoozeChoices } from '../domain/snooze';
import { t } from './strings';
import { groupName } from './work-group';

export type SnoozeWish = { preset: SnoozePreset } | { on: string };

/** What is open, and for which rows. */
export type WorkDialog =
  | { kind: 'snooze' | 'day' | 'move' | 'moveToNew'; rows: readonly WorkRow[] }
  | { kind: 'edit'; row: WorkRow }
  | { kind: 'newGroup' }
  | { kind: 'rename' | 'delete'; group: WorkGroup };

interface Props {
  dialog: WorkDialog | null;
  groups: readonly WorkGroup[];
  open: (dialog: WorkDialog | null) => void;
  onSnooze: (rows: readonly WorkRow[], wish: SnoozeWish) => void;
  /** `group` null: where the rules say. */
  onMove: (rows: readonly WorkRow[], group: string | null) => void;
  refresh: () => Promise<void>;
}

const ownDay = 'day';
const newGroup = 'new';
const automatic = 'automatic';

function SnoozeChoices({ rows, open, onSnooze }: Props & { rows: readonly WorkRow[] }) {
  const { locale, timeZone } = useFormats();
  const choices = snoozeChoices(new Date(), timeZone).map(({ preset, at }) => ({
    value: preset as string,
    label: t(`snooze.${preset}`),
    hint: formatInstant(at, timeZone, locale, 'date_time'),
  }));
  return (
    <ChoiceDialog
      opened
      title={t('snooze.title', { count: rows.length })}
      choices={[...choices, { value: ownDay, label: t('snooze.date') }]}
      onChoose={(value) =>
        value === ownDay ? open({ kind: 'day', rows }) : onSnooze(rows, { preset: value as SnoozePreset })
      }
      onClose={() => open(null)}
    />
  );
}

function SnoozeDay({ rows, open, onSnooze }: Props & { rows: readonly WorkRow[] }) {
  const { timeZone } = useFormats();
  const tomorrow = addDays(localDate(new Date(), timeZone), 1);
  const [on, setOn] = useState(tomorrow);
  return (
    <FormDialog
      title={t('snooze.dayTitle')}
      submitLabel={t('snooze.submit')}
      onSubmit={() => {
        onSnooze(rows, { on });
        return Promise.resolve();
      }}
      onClose={() => open(null)}
    >
      <TextInput
        type="date"
        label={t('snooze.day')}
        description={t('snooze.rule')}
        value={on}
        min={tomorrow}
        onChange={(event) => setOn(event.currentTarget.value)}
        required
        data-autofocus
      />
    </FormDialog>
  );
}

function MoveChoices({ rows, groups, open, onMove }: Props & { rows: readonly WorkRow[] }) {
  const choices = [
    ...groups.map((group) => ({ value: group.key, label: groupName(group) })),
    ...(rows.some(({ isPlaced }) => isPlaced) ? [{ value: automatic, label: t('act.automatic') }] : []),
    { value: newGroup, label: t('move.new') },
  ];
  return (
    <ChoiceDialog
      opened
      title={t('move.title', { count: rows.length })}
      choices={choices}
      current={rows[0]?.group ?? null}
      onChoose={(value) =>
        value === newGroup ? open({ kind: 'moveToNew', rows }) : onMove(rows, value === automatic ? null : value)
      }
      onClose={() => open(null)}
    />
  );
}

/** The name of a new or known group; a new one may take rows with it. */
function GroupName({ group, rows, open, onMove, refresh }: Props & { group?: WorkGroup; rows?: readonly WorkRow[] }) {
  const [name, setName] = useState(group?.name ?? '');
  async function save() {
    if (group) await call(updateActivityGroup, { id: group.key, name });
    else {
      const made = await call(createActivityGroup, { name });
      await refresh();
      if (rows) onMove(rows, made.id);
    }
    await refresh();
  }
  return (
    <FormDialog
      title={group ? t('group.rename') : t('group.newTitle')}
      submitLabel={t(group ? 'group.save' : 'group.create')}
      onSubmit={save}
      onClose={() => open(null)}
    >
      <TextInput
        label={t('group.name')}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
        required
        data-autofocus
      />
    </FormDialog>
  );
}

function EditToDo({ row, open, refresh }: Props & { row: WorkRow }) {
  const { timeZone } = useFormats();
  const [title, setTitle] = useState(row.title);
  const [day, setDay] = useState(row.dueAt ? localDate(row.dueAt, timeZone) : (row.dueOn ?? ''));
  const known = row.dueAt ? localParts(row.dueAt, timeZone) : null;
  const [time, setTime] = useState(known ? clockFace(known.minuteOfDay) : '');
  async function save() {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    if (time && !day) throw invalid(t('edit.day'));
    await call(updateToDo, {
      id: row.id,
      version: row.version ?? 0,
      title,
      dueOn: day || null,
      dueMinute: time ? hour * 60 + minute : null,
    });
    await refresh();
  }
  return (
    <FormDialog title={t('edit.title')} submitLabel={t('edit.save')} onSubmit={save} onClose={() => open(null)}>
      <TextInput
        label={t('edit.name')}
        value={title}
        maxLength={300}
        onChange={(event) => setTitle(event.currentTarget.value)}
        required
        data-autofocus
      />
      <TextInput
        type="date"
        label={t('edit.day')}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <TextInput
        type="time"
        label={t('edit.time')}
        description={t('edit.timeHint')}
        value={time}
        disabled={!day}
        onChange={(event) => setTime(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** The dialogs of the page, one at a time. */
export default function WorkDialogs(props: Props) {
  const { dialog, open, refresh } = props;
  if (!dialog) return null;
  switch (dialog.kind) {
    case 'snooze':
      return <SnoozeChoices {...props} rows={dialog.rows} />;
    case 'day':
      return <SnoozeDay {...props} rows={dialog.rows} />;
    case 'move':
      return <MoveChoices {...props} rows={dialog.rows} />;
    case 'moveToNew':
      return <GroupName {...props} rows={dialog.rows} />;
    case 'edit':
      return <EditToDo {...props} row={dialog.row} />;
    case 'newGroup':
      return <GroupName {...props} />;
    case 'rename':
      return <GroupName {...props} group={dialog.group} />;
    case 'delete':
      return (
        <ConfirmDialog
          opened
          title={`${t('group.delete')}: ${groupName(dialog.group)}`}
          confirmLabel={t('group.delete')}
          danger
          onConfirm={async () => {
            await call(deleteActivityGroup, { id: dialog.group.key });
            await refresh();
          }}
          onClose={() => open(null)}
        >
          {t('group.deleteText')}
        </ConfirmDialog>
      );
  }
}
