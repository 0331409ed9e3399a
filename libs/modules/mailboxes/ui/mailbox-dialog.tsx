'use client';

import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createMailbox, updateMailbox, type MailboxRow } from '../contract';
import { t } from './strings';

export interface MailboxDialogProps {
  /** What is changed; without it a new one is made. */
  mailbox: MailboxRow | null;
  boards: readonly { id: string; name: string; reopenHours: number }[];
  onClose: () => void;
  onSaved: () => Promise<void>;
}

/** Makes or changes a mailbox. */
export function MailboxDialog({ mailbox, boards, onClose, onSaved }: MailboxDialogProps) {
  const [first] = boards;
  const [draft, setDraft] = useState({
    name: mailbox?.name ?? '',
    address: mailbox?.address ?? '',
    boardId: mailbox?.board.id ?? first?.id ?? '',
    reopenHours: mailbox?.reopenHours ?? first?.reopenHours ?? 0,
    isActive: mailbox?.isActive ?? true,
  });
  const [faults, setFaults] = useState<Record<string, string>>({});
  const set = (part: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...part }));

  function chooseBoard(boardId: string | null) {
    const board = boards.find(({ id }) => id === boardId);
    if (board) set({ boardId: board.id, reopenHours: board.reopenHours });
  }

  async function save() {
    const { isActive, ...shared } = draft;
    if (mailbox) await call(updateMailbox, { id: mailbox.id, version: mailbox.version, ...shared, isActive });
    else await call(createMailbox, shared);
    toastSuccess(t('form.saved'));
    await onSaved();
  }

  return (
    <FormDialog
      title={t(mailbox ? 'form.editTitle' : 'form.createTitle')}
      submitLabel={t(mailbox ? 'form.save' : 'form.create')}
      onSubmit={save}
      onFieldErrors={setFaults}
      onClose={onClose}
    >
      <TextInput
        label={t('form.name')}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={faults['name']}
        maxLength={100}
        required
        data-autofocus
      />
      <TextInput
        label={t('form.address')}
        description={t('form.addressHint')}
        type="email"
        value={draft.address}
        onChange={(event) => set({ address: event.currentTarget.value })}
        error={faults['address']}
        required
      />
      <Select
        label={t('form.board')}
        data={boards.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.boardId}
        onChange={chooseBoard}
        error={faults['boardId']}
        allowDeselect={false}
        required
      />
      <NumberInput
        label={t('form.reopen')}
        description={t('form.reopenHint')}
        value={draft.reopenHours}
        onChange={(value) => set({ reopenHours: Number(value) || 0 })}
        error={faults['reopenHours']}
        min={0}
        max={87_600}
        allowDecimal={false}
        required
      />
      {mailbox && (
        <Switch
          label={t('form.active')}
          checked={draft.isActive}
          onChange={(event) => set({ isActive: event.currentTarget.checked })}
        />
      )}
    </FormDialog>
  );
}
