'use client';

import { NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createMailbox, updateMailbox, type MailboxRow } from '../contract';
import { MailboxAccountFields, type AccountDraft } from './mailbox-account-fields';
import { MailboxHealth } from './mailbox-health';
import { MailboxTreatmentFields, type TreatmentDraft } from './mailbox-treatment-fields';
import { t } from './strings';

export interface MailboxDialogProps {
  /** What is changed; without it a new one is made. */
  mailbox: MailboxRow | null;
  boards: readonly { id: string; name: string; reopenHours: number }[];
  onClose: () => void;
  onSaved: () => Promise<void>;
}

const treatmentOf = (mailbox: MailboxRow | null): TreatmentDraft => ({
  defaultPriorityId: mailbox?.defaultPriorityId ?? null,
  defaultAssigneeId: mailbox?.defaultAssigneeId ?? null,
  autoAcknowledge: mailbox?.autoAcknowledge ?? true,
  unknownSenders: mailbox?.unknownSenders ?? 'hold',
  hasPlusAddresses: mailbox?.hasPlusAddresses ?? true,
  trustedAuthserv: mailbox?.trustedAuthserv ?? '',
});

const accountOf = (mailbox: MailboxRow | null): AccountDraft => ({
  host: mailbox?.imap?.host ?? '',
  port: mailbox?.imap?.port ?? 993,
  security: mailbox?.imap?.security ?? 'tls',
  username: mailbox?.imap?.username ?? '',
  password: '',
  folder: mailbox?.imap?.folder ?? 'INBOX',
});

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
  const [kind, setKind] = useState(mailbox?.kind ?? 'smtp');
  const [treatment, setTreatment] = useState(treatmentOf(mailbox));
  const [account, setAccount] = useState(accountOf(mailbox));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const set = (part: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...part }));

  function chooseBoard(boardId: string | null) {
    const board = boards.find(({ id }) => id === boardId);
    if (board) set({ boardId: board.id, reopenHours: board.reopenHours });
  }

  async function save() {
    const { isActive, ...typed } = draft;
    const { password, ...place } = account;
    const shared = { ...typed, ...treatment };
    const imap = kind === 'imap' ? { ...place, ...(password === '' ? {} : { password }) } : null;
    if (mailbox) await call(updateMailbox, { id: mailbox.id, version: mailbox.version, ...shared, isActive, imap });
    else await call(createMailbox, { ...shared, ...(imap ? { imap } : {}) });
    toastSuccess(t('form.saved'));
    await onSaved();
  }

  return (
    <FormDialog
      title={t(mailbox ? 'form.editTitle' : 'form.createTitle')}
      submitLabel={t(mailbox ? 'form.save' : 'form.create')}
      size="lg"
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
      <SegmentedControl
        aria-label={t('form.kind')}
        data={(['smtp', 'imap'] as const).map((value) => ({ value, label: t(`form.kind.${value}`) }))}
        value={kind}
        onChange={(value) => setKind(value === 'imap' ? 'imap' : 'smtp')}
      />
      {kind === 'imap' && (
        <MailboxAccountFields
          value={account}
          onChange={(part) => setAccount((current) => ({ ...current, ...part }))}
          hasPassword={mailbox?.imap?.hasPassword ?? false}
          faults={faults}
        />
      )}
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
      <MailboxTreatmentFields
        value={treatment}
        onChange={(part) => setTreatment((current) => ({ ...current, ...part }))}
        faults={faults}
      />
      {mailbox && <MailboxHealth mailbox={mailbox} refresh={onSaved} />}
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
