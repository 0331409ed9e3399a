'use client';

import { Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { newId } from '@kelp/std';
import { ImportStandardsButton } from '@kelp/standards/screens';
import { PageHeader, Section, QueryState } from '@kelp/ui';
import { saveMatrix, savePriorities } from '../../contract';
import { t } from './strings';
import { useListDraft, type DraftRow } from './list-draft';
import { ListEditor, SaveBar } from './list-editor';
import { mayChange, mayImport, useSaved, useTicketLists, type TicketLists } from './settings-queries';
import './board-settings.css';

interface PriorityRow extends DraftRow {
  color: string;
}

const rowsOf = (lists: TicketLists, isItil: boolean): PriorityRow[] =>
  lists.priorities.filter((one) => one.isItil === isItil).map(({ isItil: _, ...row }) => ({ ...row, key: row.id }));

const toInput = ({ id, version, name, color }: PriorityRow) => ({ ...(id ? { id, version } : {}), name, color });

/** The workspace's own priorities, the five ITIL ones, and the matrix by which these are worked out. */
export function PrioritiesPage() {
  const query = useTicketLists();
  return (
    <div className="kelp-page kelp-board-page">
      <PageHeader title={t('priorities.title')} back={{ href: '/msp/settings', label: t('settings.back') }} />
      <QueryState query={query} lines={6} />
      {query.data && (
        <>
          <OwnSection lists={query.data} />
          <ItilSection lists={query.data} />
          <MatrixSection lists={query.data} />
        </>
      )}
    </div>
  );
}

function ColorField({
  row,
  change,
  isMine,
}: {
  row: PriorityRow;
  change: (part: Partial<PriorityRow>) => void;
  isMine: boolean;
}) {
  return (
    <TextInput
      type="color"
      className="kelp-color-field"
      aria-label={t('priorities.color', { name: row.name })}
      value={row.color}
      disabled={!isMine}
      onChange={(event) => change({ color: event.currentTarget.value.toUpperCase() })}
    />
  );
}

function OwnSection({ lists }: { lists: TicketLists }) {
  const loaded = useMemo(() => rowsOf(lists, false), [lists]);
  const draft = useListDraft(loaded);
  const saved = useSaved();
  const isMine = mayChange(lists);

  async function save() {
    await call(savePriorities, { own: draft.rows.map(toInput), removed: [...draft.removed] });
    await saved(t('priorities.saved'));
    draft.reset();
  }

  return (
    <Section
      title={t('priorities.own')}
      actions={
        mayImport(lists) && (
          <ImportStandardsButton kind="priority" list={t('priorities.own')} disabled={draft.isDirty} />
        )
      }
    >
      <p className="kelp-muted">{t('priorities.ownLead')}</p>
      <ListEditor
        label={t('priorities.own')}
        draft={draft}
        mayChange={isMine}
        addLabel={t('priorities.add')}
        blank={() => ({ key: newId(), name: '', color: '#6B7280', ticketCount: 0 })}
        fields={(row, change) => <ColorField {...{ row, change, isMine }} />}
      />
      <SaveBar isDirty={draft.isDirty} onSave={save} onDiscard={draft.reset} />
    </Section>
  );
}

function ItilSection({ lists }: { lists: TicketLists }) {
  const loaded = useMemo(() => rowsOf(lists, true), [lists]);
  const draft = useListDraft(loaded);
  const saved = useSaved();
  const isMine = mayChange(lists);

  async function save() {
    const itil = draft.rows.flatMap(({ id, version, name, color }) => (id ? [{ id, version, name, color }] : []));
    await call(savePriorities, { own: rowsOf(lists, false).map(toInput), itil, removed: [] });
    await saved(t('priorities.saved'));
    draft.reset();
  }

  return (
    <Section title={t('priorities.itil')}>
      <p className="kelp-muted">{t('priorities.itilLead')}</p>
      <ListEditor
        label={t('priorities.itil')}
        draft={draft}
        mayChange={isMine}
        isFixed
        addLabel=""
        blank={() => ({ key: newId(), name: '', color: '#6B7280', ticketCount: 0 })}
        fields={(row, change) => <ColorField {...{ row, change, isMine }} />}
      />
      <SaveBar isDirty={draft.isDirty} onSave={save} onDiscard={draft.reset} />
    </Section>
  );
}

const steps = [1, 2, 3, 4, 5] as const;

function MatrixSection({ lists }: { lists: TicketLists }) {
  const [changed, setChanged] = useState<number[][] | null>(null);
  const saved = useSaved();
  const matrix = changed ?? lists.matrix;
  const isMine = mayChange(lists);
  const names = rowsOf(lists, true).map(({ name }, index) => ({ value: String(index + 1), label: name }));

  async function save() {
    await call(saveMatrix, { matrix });
    await saved(t('priorities.matrixSaved'));
    setChanged(null);
  }

  const set = (impact: number, urgency: number, place: number) =>
    setChanged(matrix.map((row, r) => row.map((value, c) => (r === impact - 1 && c === urgency - 1 ? place : value))));
  return (
    <Section title={t('priorities.matrix')}>
      <p className="kelp-muted">{t('priorities.matrixLead')}</p>
      <div className="kelp-matrix-scroll" tabIndex={0} role="region" aria-label={t('priorities.matrix')}>
        <table className="kelp-matrix">
          <thead>
            <tr>
              <th scope="col">{t('priorities.corner')}</th>
              {steps.map((urgency) => (
                <th key={urgency} scope="col">
                  {t(`urgency.${urgency}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map((impact) => (
              <tr key={impact}>
                <th scope="row">{t(`impact.${impact}`)}</th>
                {steps.map((urgency) => (
                  <td key={urgency}>
                    <Select
                      aria-label={t('priorities.cell', { impact, urgency })}
                      data={names}
                      value={String(matrix[impact - 1]?.[urgency - 1] ?? 5)}
                      onChange={(place) => set(impact, urgency, Number(place))}
                      allowDeselect={false}
                      disabled={!isMine}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <SaveBar isDirty={changed !== null} onSave={save} onDiscard={() => setChanged(null)} />
    </Section>
  );
}
