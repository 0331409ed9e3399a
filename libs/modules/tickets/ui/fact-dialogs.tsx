'use client';

import { Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { ConfirmDialog, errorSentence, FormDialog, toastSuccess } from '@kelp/ui';
import { moveTicketToBoard, sightChange } from '../contract';
import type { TicketPatch } from './conflict';
import { t } from './strings';
import type { Ticket, TicketChoices } from './ticket-queries';
import type { TicketEdit } from './use-ticket-edit';

/** A consequence that is said, or a question that is asked, before a fact changes. */
export type FactStep =
  | { kind: 'close'; statusId: string; said: string }
  | { kind: 'move'; boardId: string }
  | { kind: 'sight'; patch: TicketPatch; said: string; gains: readonly string[]; loses: readonly string[] };

interface StepProps<K extends FactStep['kind']> {
  step: Extract<FactStep, { kind: K }>;
  ticket: Ticket;
  choices: TicketChoices;
  edit: TicketEdit;
  onClose: () => void;
}

/** The dialog of the step at hand. */
export default function FactDialogs({ step, ...rest }: Omit<StepProps<'close'>, 'step'> & { step: FactStep }) {
  if (step.kind === 'close') return <CloseDialog step={step} {...rest} />;
  if (step.kind === 'move') return <MoveDialog step={step} {...rest} />;
  return <SightDialog step={step} {...rest} />;
}

function CloseDialog({ step, ticket, edit, onClose }: StepProps<'close'>) {
  const [reason, setReason] = useState('');
  const mayOverride = ticket.abilities.includes('ticket.close_override');
  const title = t('close.title', { number: ticket.number });
  const list = (
    <>
      <p>{t('close.text', { board: ticket.board.name })}</p>
      <ul>
        {ticket.closeBlockers.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
    </>
  );
  if (!mayOverride) {
    return (
      <ConfirmDialog opened title={title} confirmLabel={t('close')} onConfirm={() => undefined} onClose={onClose}>
        {list}
        <p>{t('close.mayNot')}</p>
      </ConfirmDialog>
    );
  }
  async function submit() {
    if (!reason.trim()) throw invalid(t('close.reasonMissing'));
    await edit.save({ statusId: step.statusId, closeOverrideReason: reason.trim() }, step.said);
  }
  return (
    <FormDialog title={title} submitLabel={t('close.submit')} danger onSubmit={submit} onClose={onClose}>
      {list}
      <Textarea
        label={t('close.reason')}
        value={reason}
        maxLength={500}
        required
        data-autofocus
        autosize
        minRows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function SightDialog({ step, edit, onClose }: StepProps<'sight'>) {
  return (
    <ConfirmDialog
      opened
      title={t('sight.title')}
      confirmLabel={t('sight.apply')}
      onConfirm={() => edit.save(step.patch, step.said)}
      onClose={onClose}
    >
      <SightWords {...step} />
    </ConfirmDialog>
  );
}

/** Who of the clients' people gains and who loses sight; nothing where nobody does. */
function SightWords({ gains, loses }: { gains: readonly string[]; loses: readonly string[] }) {
  return (
    <>
      {gains.length > 0 && <p>{t('sight.gains', { names: gains.join(', ') })}</p>}
      {loses.length > 0 && <p>{t('sight.loses', { names: loses.join(', ') })}</p>}
    </>
  );
}

/** The same for a move, asked for while the dialog is open: groups of the portal may go by board. */
function SightOfMove({ id, boardId }: { id: string; boardId: string }) {
  const { data, error } = useQuery({
    queryKey: [sightChange.name, id, boardId],
    queryFn: ({ signal }) => call(sightChange, { id, boardId }, { signal }),
    gcTime: 0,
  });
  if (error) return <p role="alert">{errorSentence(error)}</p>;
  return <div role="status">{data ? <SightWords {...data} /> : <p className="kelp-muted">{t('sight.asking')}</p>}</div>;
}

function usualStatus(ticket: Ticket, offered: TicketChoices['statuses']): string | null {
  const sameName = offered.find(({ name }) => name === ticket.status.name);
  const usual = offered.find(({ isDefault, isClosed }) => (ticket.isClosed ? isClosed : isDefault));
  return (sameName ?? usual)?.id ?? null;
}

function MoveDialog({ step, ticket, choices, onClose }: StepProps<'move'>) {
  const client = useQueryClient();
  const board = choices.boards.find(({ id }) => id === step.boardId);
  const mayClose = ticket.abilities.includes('ticket.close');
  const offered = choices.statuses.filter(
    ({ boardId, isClosed }) => boardId === step.boardId && (mayClose || isClosed === ticket.isClosed),
  );
  const [statusId, setStatusId] = useState(usualStatus(ticket, offered));
  const [categoryId, setCategoryId] = useState<string | null>(null);
  const categories = choices.categories.filter(({ boardId, parentId }) => boardId === step.boardId && !parentId);
  const isKept = categories.some(({ name }) => name === ticket.category?.name);
  const former = choices.boards.find(({ id }) => id === ticket.board.id);

  async function submit() {
    if (!statusId) throw invalid(t('move.status'));
    const { id, version, number } = ticket;
    await call(moveTicketToBoard, {
      id,
      version,
      boardId: step.boardId,
      statusId,
      ...(categoryId ? { categoryId } : {}),
    });
    await client.invalidateQueries({ predicate: ({ queryKey }) => /^(ticket|sla)\./.test(String(queryKey[0])) });
    toastSuccess(t('move.done', { number, board: board?.name ?? '' }));
  }

  return (
    <FormDialog
      title={`${t('move.title', { number: ticket.number })}: ${board?.name ?? ''}`}
      submitLabel={t('move.submit')}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={t('move.status')}
        data={offered.map(({ id, name }) => ({ value: id, label: name }))}
        value={statusId}
        onChange={setStatusId}
        allowDeselect={false}
        data-autofocus
      />
      {categories.length > 0 && (
        <Select
          label={t('move.category')}
          placeholder={isKept ? (ticket.category?.name ?? t('none')) : t('none')}
          data={categories.map(({ id, name }) => ({ value: id, label: name }))}
          value={categoryId}
          onChange={setCategoryId}
          clearable
          searchable
        />
      )}
      {ticket.category && !categoryId && (
        <p>{t(isKept ? 'move.categoryKept' : 'move.categoryLost', { name: ticket.category.name })}</p>
      )}
      {board && former && board.priorityMode !== former.priorityMode && (
        <p>{t(board.priorityMode === 'itil' ? 'move.priority' : 'move.priorityOwn')}</p>
      )}
      <p>{t('move.sla')}</p>
      <SightOfMove id={ticket.id} boardId={step.boardId} />
    </FormDialog>
  );
}
