'use client';

import { useMemo } from 'react';
import { call } from '@kelp/kernel/client';
import { newId } from '@kelp/std';
import { ImportStandardsButton } from '@kelp/standards/screens';
import { EmptyState, PageHeader, Section, QueryState } from '@kelp/ui';
import { saveResolutionCodes, saveTicketTypes } from '../../contract';
import { t } from './strings';
import { useListDraft, type DraftRow } from './list-draft';
import { ListEditor, SaveBar } from './list-editor';
import { mayChange, mayImport, useSaved, useTicketLists, type TicketLists } from './settings-queries';
import './board-settings.css';

/** What kinds of tickets there are, and how they end. */
export function TicketTypesPage() {
  const query = useTicketLists();
  return (
    <div className="kelp-page kelp-board-page">
      <PageHeader title={t('types.page')} back={{ href: '/msp/settings', label: t('settings.back') }} />
      <QueryState query={query} lines={6} />
      {query.data && (
        <>
          <NamesSection lists={query.data} kind="types" />
          <NamesSection lists={query.data} kind="codes" />
        </>
      )}
    </div>
  );
}

const standardKind = { types: 'ticket_type', codes: 'resolution_code' } as const;
const blank = (): DraftRow => ({ key: newId(), name: '', ticketCount: 0 });

function NamesSection({ lists, kind }: { lists: TicketLists; kind: 'types' | 'codes' }) {
  const stored = kind === 'types' ? lists.types : lists.resolutionCodes;
  const loaded = useMemo(() => stored.map((row) => ({ ...row, key: row.id })), [stored]);
  const draft = useListDraft<DraftRow>(loaded);
  const saved = useSaved();
  const isMine = mayChange(lists);

  async function save() {
    const items = draft.rows.map(({ id, version, name }) => ({ ...(id ? { id, version } : {}), name }));
    const input = { items, removed: [...draft.removed] };
    if (kind === 'types') await call(saveTicketTypes, input);
    else await call(saveResolutionCodes, input);
    await saved(t(`${kind}.saved`));
    draft.reset();
  }

  return (
    <Section
      title={t(`${kind}.title`)}
      actions={
        mayImport(lists) && (
          <ImportStandardsButton kind={standardKind[kind]} list={t(`${kind}.title`)} disabled={draft.isDirty} />
        )
      }
    >
      <p className="kelp-muted">{t(`${kind}.lead`)}</p>
      {draft.rows.length === 0 && <EmptyState title={t(`${kind}.empty`)} text={t('lists.emptyText')} />}
      <ListEditor
        label={t(`${kind}.title`)}
        draft={draft}
        mayChange={isMine}
        mayBeEmpty
        addLabel={t(`${kind}.add`)}
        blank={blank}
      />
      <SaveBar isDirty={draft.isDirty} onSave={save} onDiscard={draft.reset} />
    </Section>
  );
}
