'use client';

import { Checkbox, Radio, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { call } from '@kelp/kernel/client';
import { newId } from '@kelp/std';
import { ImportStandardsButton } from '@kelp/standards/screens';
import { Section } from '@kelp/ui';
import { saveStatuses } from '../../contract';
import { t } from './strings';
import { useListDraft, type DraftRow } from './list-draft';
import { ListEditor, SaveBar } from './list-editor';
import { mayChange, mayImport, useSaved, type BoardSettings } from './settings-queries';

interface StatusRow extends DraftRow {
  portalLabel: string;
  isClosed: boolean;
  isDefault: boolean;
  pausesSla: boolean;
}

const blank = (): StatusRow => ({
  key: newId(),
  name: '',
  portalLabel: '',
  isClosed: false,
  isDefault: false,
  pausesSla: false,
  ticketCount: 0,
});

/** The statuses of a board in their order. */
export function StatusesSection({ board }: { board: BoardSettings }) {
  const loaded = useMemo(() => board.statuses.map((status) => ({ ...status, key: status.id })), [board.statuses]);
  const draft = useListDraft<StatusRow>(loaded);
  const saved = useSaved();
  const isMine = mayChange(board);

  async function save() {
    const statuses = draft.rows.map(({ key: _key, ticketCount: _count, ...row }) => ({
      ...row,
      portalLabel: row.portalLabel.trim() || row.name,
    }));
    await call(saveStatuses, { id: board.id, statuses, removed: [...draft.removed] });
    await saved(t('statuses.saved'));
    draft.reset();
  }

  const makeDefault = (key: string) =>
    draft.replaceAll(draft.rows.map((row) => ({ ...row, isDefault: row.key === key })));
  return (
    <Section
      title={t('statuses.title')}
      actions={
        mayImport(board) && (
          <ImportStandardsButton kind="status" list={t('statuses.title')} placeId={board.id} disabled={draft.isDirty} />
        )
      }
    >
      <p className="kelp-muted">{t('statuses.lead')}</p>
      <ListEditor
        label={t('statuses.title')}
        draft={draft}
        mayChange={isMine}
        fits={(removed, other) => removed.isClosed === other.isClosed}
        addLabel={t('statuses.add')}
        blank={blank}
        fields={(row, change) => (
          <>
            <TextInput
              aria-label={t('statuses.portal', { name: row.name })}
              placeholder={t('statuses.portalHint')}
              value={row.portalLabel}
              maxLength={80}
              readOnly={!isMine}
              onChange={(event) => change({ portalLabel: event.currentTarget.value })}
            />
            <Select
              aria-label={t('statuses.kind', { name: row.name })}
              data={[
                { value: 'open', label: t('statuses.open') },
                { value: 'closed', label: t('statuses.closed') },
              ]}
              value={row.isClosed ? 'closed' : 'open'}
              // the server refuses to turn a status that tickets have
              disabled={!isMine || row.ticketCount > 0}
              allowDeselect={false}
              w={104}
              onChange={(kind) =>
                change({ isClosed: kind === 'closed', ...(kind === 'closed' ? { pausesSla: false } : {}) })
              }
            />
            <Checkbox
              label={t('statuses.pauses')}
              checked={row.pausesSla}
              disabled={!isMine || row.isClosed}
              onChange={(event) => change({ pausesSla: event.currentTarget.checked })}
            />
            <Radio
              label={t('statuses.default')}
              checked={row.isDefault}
              disabled={!isMine || row.isClosed}
              onChange={() => makeDefault(row.key)}
            />
          </>
        )}
      />
      <SaveBar isDirty={draft.isDirty} onSave={save} onDiscard={draft.reset} />
    </Section>
  );
}
