'use client';

import { Checkbox, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listClients } from '@kelp/clients/contract';
import { call } from '@kelp/kernel/client';
import { useTicketChoices } from '@kelp/tickets/screens';
import { Section, useSearchMultiSelect } from '@kelp/ui';
import { ownPlaces } from '../../requests/domain/form';
import { useCatalogueChoices } from './catalogue-queries';
import type { FormDraft } from './form-draft';
import { t } from './strings';

interface PartProps {
  draft: FormDraft;
  put: (part: Partial<FormDraft>) => void;
  mayChange: boolean;
}

const options = (all: readonly { id: string; name: string }[] | undefined) =>
  (all ?? []).map(({ id, name }) => ({ value: id, label: name }));

/** What the form is called, what it says, what it costs and whether it must be approved. */
export function FormFacts({ draft, put, mayChange }: PartProps) {
  const services = useCatalogueChoices().data?.services;
  const readOnly = !mayChange;
  return (
    <>
      <TextInput
        label={t('name')}
        required
        maxLength={120}
        readOnly={readOnly}
        value={draft.name}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      <Textarea
        label={t('description')}
        description={t('description.hint')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        readOnly={readOnly}
        value={draft.description}
        onChange={(event) => put({ description: event.currentTarget.value })}
      />
      <Select
        label={t('service')}
        description={t('service.hint')}
        placeholder={t('service.none')}
        data={options(services)}
        value={draft.serviceId}
        onChange={(serviceId) => put({ serviceId })}
        readOnly={readOnly}
        clearable={mayChange}
        searchable
      />
      <Checkbox
        label={t('approval')}
        description={t('approval.hint')}
        disabled={readOnly}
        checked={draft.needsApproval}
        onChange={(event) => put({ needsApproval: event.currentTarget.checked })}
      />
    </>
  );
}

/** Whom the form is offered to. */
export function AudienceFields({ draft: { clients, roleIds }, put, mayChange }: PartProps) {
  const roles = useCatalogueChoices().data?.roles;
  return (
    <Section title={t('audience')}>
      <div className="kelp-rq-fields">
        <Checkbox
          label={t('audience.toAllClients')}
          disabled={!mayChange}
          checked={clients === null}
          onChange={(event) => put({ clients: event.currentTarget.checked ? null : [] })}
        />
        {clients && <ClientsField value={clients} onChange={(next) => put({ clients: next })} readOnly={!mayChange} />}
        <Checkbox
          label={t('audience.toAllRoles')}
          disabled={!mayChange}
          checked={roleIds === null}
          onChange={(event) => put({ roleIds: event.currentTarget.checked ? null : [] })}
        />
        {roleIds && (
          <MultiSelect
            label={t('audience.roles')}
            data={options(roles)}
            value={roleIds}
            onChange={(next) => put({ roleIds: next })}
            readOnly={!mayChange}
          />
        )}
      </div>
    </Section>
  );
}

interface Named {
  id: string;
  name: string;
}

function ClientsField({
  value,
  onChange,
  readOnly,
}: {
  value: readonly Named[];
  onChange: (value: Named[]) => void;
  readOnly: boolean;
}) {
  const { asked, props: choices } = useSearchMultiSelect(value);
  const { data, isPlaceholderData } = useQuery({
    queryKey: [listClients.name, 'service catalogue', asked],
    queryFn: ({ signal }) =>
      call(listClients, { includeInactive: false, limit: 20, ...(asked ? { search: asked } : {}) }, { signal }),
    placeholderData: keepPreviousData,
  });
  const found = data?.rows.map(({ id, name }) => ({ id, name }));
  return (
    <MultiSelect
      label={t('audience.clients')}
      {...choices({ found, isLate: isPlaceholderData, onChange })}
      readOnly={readOnly}
      nothingFoundMessage={t('audience.noClient')}
      hidePickedOptions
    />
  );
}

type PlanField = 'boardId' | 'typeId' | 'categoryId' | 'subcategoryId' | 'priorityId' | 'checklistTemplateId';

/** The ticket that comes of a request. */
export function TicketPlanFields({ draft: { ticket, fields }, put, mayChange }: PartProps) {
  const choices = useTicketChoices().data;
  const checklists = useCatalogueChoices().data?.checklists;
  const set = (part: Partial<FormDraft['ticket']>) => put({ ticket: { ...ticket, ...part } });
  const ofBoard = (choices?.categories ?? []).filter(({ boardId }) => boardId === ticket.boardId);
  const isItil = choices?.boards.find(({ id }) => id === ticket.boardId)?.priorityMode === 'itil';
  const places = [...ownPlaces, ...fields.filter(({ kind }) => kind !== 'file').map(({ key }) => key)];
  const pick = (key: PlanField, data: { value: string; label: string }[], more: Partial<FormDraft['ticket']> = {}) => (
    <Select
      label={t(`ticket.${key}`)}
      placeholder={t(key === 'typeId' || key === 'checklistTemplateId' ? 'ticket.none' : 'ticket.asBoard')}
      data={data}
      value={ticket[key]}
      onChange={(value) => set({ [key]: value, ...more })}
      readOnly={!mayChange}
      clearable={mayChange}
      searchable
    />
  );
  const parents = options(ofBoard.filter(({ parentId }) => parentId === null));
  const children = options(ofBoard.filter(({ parentId }) => parentId !== null && parentId === ticket.categoryId));
  return (
    <Section title={t('ticket')}>
      <div className="kelp-rq-fields">
        <TextInput
          label={t('ticket.title')}
          description={t('ticket.titleHint', { places: places.map((name) => `{{${name}}}`).join(' ') })}
          required
          maxLength={300}
          readOnly={!mayChange}
          value={ticket.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <div className="kelp-rq-plan">
          {pick('boardId', options(choices?.boards), { categoryId: null, subcategoryId: null, priorityId: null })}
          {pick('typeId', options(choices?.types))}
          {parents.length > 0 && pick('categoryId', parents, { subcategoryId: null })}
          {children.length > 0 && pick('subcategoryId', children)}
          {pick('priorityId', options(choices?.priorities.filter((one) => one.isItil === (isItil ?? false))))}
          {pick('checklistTemplateId', options(checklists))}
        </div>
      </div>
    </Section>
  );
}
