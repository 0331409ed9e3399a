'use client';

import { Button, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useState, type FormEvent, type KeyboardEvent } from 'react';
import { FormFields, toInputField, typedValues, useFieldForm, useOwnCurrency } from '@kelp/fields/screens';
import { call } from '@kelp/kernel/client';
import { isAppError } from '@kelp/std';
import { errorSentence, Kbd, PageHeader, PriorityMark, toastSuccess, useFormats, useKeys } from '@kelp/ui';
import { createTicket, openFromTemplate } from '../contract';
import { itilPriority } from '../domain/itil-priority';
import { ClientField, ContactField, LocationField } from './requester-field';
import { t } from './strings';
import { TemplatePicker } from './template-picker';
import { blankForm, fromTemplate, toInput, wrongIn, type NewTicketForm, type Reference } from './new-ticket-form';
import { useClientName, useContactName, useMe, useTicketChoices, type TicketChoices } from './ticket-queries';
import './tickets.css';

const DRAFT_KEY = 'kelp.draft.new-ticket';
const steps = ['1', '2', '3', '4', '5'] as const;
const options = (all: readonly Reference[]) => all.map(({ id, name }) => ({ value: id, label: name }));

/** The form, kept in the browser until the ticket is made. */
function useKeptForm() {
  const [form, setForm] = useState(blankForm);
  const clientInAddress = useSearchParams().get('client');
  const clientName = useClientName(clientInAddress).data;
  const contactInAddress = useSearchParams().get('contact');
  const contactName = useContactName(contactInAddress).data;
  useEffect(() => {
    const kept = window.sessionStorage.getItem(DRAFT_KEY);
    if (kept) setForm({ ...blankForm, ...(JSON.parse(kept) as Partial<NewTicketForm>) });
  }, []);
  useEffect(() => {
    if (clientInAddress && clientName) {
      setForm((all) =>
        all.client?.id === clientInAddress
          ? all
          : { ...all, client: { id: clientInAddress, name: clientName }, contact: null, location: null },
      );
    }
  }, [clientInAddress, clientName]);
  useEffect(() => {
    if (contactInAddress && contactName && (!clientInAddress || clientName))
      setForm((all) => ({ ...all, contact: { id: contactInAddress, name: contactName } }));
  }, [contactInAddress, contactName, clientInAddress, clientName]);
  return {
    form,
    set: (part: Partial<NewTicketForm>) =>
      setForm((all) => {
        const next = { ...all, ...part };
        window.sessionStorage.setItem(DRAFT_KEY, JSON.stringify(next));
        return next;
      }),
    forget: () => window.sessionStorage.removeItem(DRAFT_KEY),
  };
}

interface PartProps {
  form: NewTicketForm;
  set: (part: Partial<NewTicketForm>) => void;
  choices: TicketChoices | undefined;
  fields: Record<string, string>;
}

function PriorityFields({ form, set, choices, fields, isItil }: PartProps & { isItil: boolean }) {
  if (!isItil) {
    const own = (choices?.priorities ?? []).filter((priority) => !priority.isItil);
    const usual = own.find(({ name }) => name === 'Medium') ?? own.at(-1);
    return (
      <Select
        label={t('column.priority')}
        data={options(own)}
        value={form.priorityId ?? usual?.id ?? null}
        onChange={(priorityId) => set({ priorityId })}
        allowDeselect={false}
        error={fields['priorityId']}
      />
    );
  }
  const place = itilPriority(Number(form.impact), Number(form.urgency), choices?.matrix);
  const result = (choices?.priorities ?? []).filter((priority) => priority.isItil)[place - 1];
  return (
    <>
      {(['impact', 'urgency'] as const).map((key) => (
        <Select
          key={key}
          label={t(`field.${key}`)}
          data={steps.map((step) => ({ value: step, label: t(`${key}.${step}`) }))}
          value={form[key]}
          onChange={(value) => set({ [key]: value ?? '3' })}
          allowDeselect={false}
          error={fields[key]}
        />
      ))}
      <p className="kelp-form-result" aria-live="polite">
        {t('new.itilResult')} <PriorityMark level={place as 1 | 2 | 3 | 4 | 5} label={result?.name ?? `P${place}`} />
      </p>
    </>
  );
}

function PlaceFields(props: PartProps) {
  const { form, set, choices, fields } = props;
  const me = useMe().data;
  const board =
    choices?.boards.find(({ id }) => id === form.boardId) ??
    choices?.boards.find(({ isDefault }) => isDefault) ??
    choices?.boards[0];
  return (
    <div className="kelp-form-row">
      <Select
        label={t('column.board')}
        data={options(choices?.boards ?? [])}
        value={board?.id ?? null}
        onChange={(boardId) => set({ boardId, priorityId: null, categoryId: null, subcategoryId: null })}
        allowDeselect={false}
        error={fields['boardId']}
      />
      <PriorityFields {...props} isItil={board?.priorityMode === 'itil'} />
      {me?.permissions.includes('ticket.assign') && (
        <Select
          label={t('column.assignee')}
          placeholder={t('nobody')}
          data={options(choices?.people ?? [])}
          value={form.assignedTo}
          onChange={(assignedTo) => set({ assignedTo, agentIds: form.agentIds.filter((id) => id !== assignedTo) })}
          searchable
          clearable
          error={fields['assignedTo']}
        />
      )}
    </div>
  );
}

/** What kind of work it is and which team does it; the category brings team and priority when nothing else is said. */
function ClassFields({ form, set, choices, fields, boardId }: PartProps & { boardId: string | undefined }) {
  const mayAssign = useMe().data?.permissions.includes('ticket.assign') ?? false;
  const own = (choices?.categories ?? []).filter((category) => category.boardId === boardId);
  const parents = own.filter(({ parentId }) => parentId === null);
  const children = own.filter(({ parentId }) => parentId !== null && parentId === form.categoryId);
  const field = (key: 'typeId' | 'categoryId' | 'subcategoryId' | 'teamId', data: readonly Reference[], more = {}) => (
    <Select
      label={t(`field.${key}`)}
      placeholder={t('none')}
      data={options(data)}
      value={form[key]}
      onChange={(id) => set({ [key]: id, ...more })}
      searchable
      clearable
      error={fields[key]}
    />
  );
  return (
    <div className="kelp-form-row">
      {field('typeId', choices?.types ?? [])}
      {parents.length > 0 && field('categoryId', parents, { subcategoryId: null })}
      {children.length > 0 && field('subcategoryId', children)}
      {mayAssign && field('teamId', choices?.teams ?? [])}
    </div>
  );
}

/** The custom fields that tickets of this board are opened with. */
function useCustomFields(boardId: string | undefined) {
  const currency = useOwnCurrency();
  const fields = (useFieldForm('ticket', boardId).data?.fields ?? []).map((field) => ({
    ...toInputField(field),
    initial: field.defaultValue,
  }));
  return {
    fields,
    toCustom: (values: Record<string, unknown>) => ({ custom: typedValues(fields, values, currency) }),
  };
}

/** When it is due, how long it takes, and who works on it beside the assignee. */
function WorkFields({ form, set, choices, fields }: PartProps) {
  const mayAssign = useMe().data?.permissions.includes('ticket.assign') ?? false;
  return (
    <div className="kelp-form-row">
      <TextInput
        type="datetime-local"
        label={t('field.dueAt')}
        value={form.dueAt}
        onChange={(event) => set({ dueAt: event.currentTarget.value })}
        error={fields['dueAt']}
      />
      <TextInput
        label={t('field.estimateMinutes')}
        placeholder={t('facts.estimateHint')}
        value={form.estimate}
        maxLength={20}
        onChange={(event) => set({ estimate: event.currentTarget.value })}
        error={fields['estimateMinutes']}
      />
      {mayAssign && (
        <MultiSelect
          label={t('field.agentIds')}
          placeholder={form.agentIds.length === 0 ? t('nobody') : undefined}
          data={options((choices?.people ?? []).filter(({ id }) => id !== form.assignedTo))}
          value={form.agentIds}
          onChange={(agentIds) => set({ agentIds })}
          maxValues={20}
          searchable
          clearable
          error={fields['agentIds']}
        />
      )}
    </div>
  );
}

/** A new ticket, by keyboard alone: type, Tab, Mod+Enter. Lands on the ticket. */
export function NewTicketPage() {
  const router = useRouter();
  const choices = useTicketChoices().data;
  const { form, set, forget } = useKeptForm();
  const { timeZone } = useFormats();
  const boardId = form.boardId ?? choices?.boards.find(({ isDefault }) => isDefault)?.id ?? choices?.boards[0]?.id;
  const isItil = choices?.boards.find(({ id }) => id === boardId)?.priorityMode === 'itil';
  const customFields = useCustomFields(boardId);
  const create = useMutation({
    mutationFn: () => {
      const input = { ...toInput(form, isItil, timeZone), ...customFields.toCustom(form.custom) };
      return form.templateId ? call(openFromTemplate, { ...input, id: form.templateId }) : call(createTicket, input);
    },
    onSuccess: ({ id, number }) => {
      forget();
      toastSuccess(t('new.done', { number }));
      router.push(`/msp/tickets/${id}`);
    },
  });
  const [isChecked, setChecked] = useState(false);
  const wrong = wrongIn(form, timeZone);
  const fields = { ...(isAppError(create.error) ? create.error.fields : {}), ...(isChecked ? wrong : {}) };
  useKeys('form', { 'Mod+Enter': { label: t('new.create') } }, { title: t('new.title') });

  function submit(event?: FormEvent) {
    event?.preventDefault();
    setChecked(true);
    if (Object.keys(wrong).length === 0 && !create.isPending) create.mutate();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    submit();
  }

  return (
    <div className="kelp-page">
      <PageHeader
        title={t('new.title')}
        back={{ href: '/msp/tickets', label: t('list.title') }}
        actions={<TemplatePicker current={form.templateId} onPick={(template) => set(fromTemplate(form, template))} />}
      />
      <form method="post" className="kelp-form" onSubmit={submit} onKeyDown={onKeyDown} noValidate>
        <TextInput
          label={t('column.title')}
          placeholder={t('new.titleHint')}
          value={form.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
          error={fields['title']}
          maxLength={300}
          required
          autoFocus
        />
        <div className="kelp-form-row">
          <ClientField
            label={t('column.client')}
            value={form.client}
            onChange={(client) => set({ client, contact: null, location: null })}
            error={fields['clientId']}
          />
          <ContactField
            label={t('fact.contact')}
            clientId={form.client?.id ?? null}
            value={form.contact}
            onChange={(contact) => set({ contact })}
            onClient={(client) => set({ client })}
            error={fields['contactId']}
          />
          {form.client && (
            <LocationField
              label={t('fact.location')}
              clientId={form.client.id}
              value={form.location}
              onChange={(location) => set({ location })}
              error={fields['locationId']}
            />
          )}
        </div>
        <PlaceFields {...{ form, set, choices, fields }} />
        <ClassFields {...{ form, set, choices, fields }} boardId={boardId} />
        <WorkFields {...{ form, set, choices, fields }} />
        <FormFields
          fields={customFields.fields}
          values={form.custom}
          onChange={(custom) => set({ custom })}
          errors={fields}
        />
        <Textarea
          label={t('new.description')}
          description={t('new.descriptionHint')}
          autosize
          minRows={5}
          maxRows={18}
          value={form.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
          error={fields['description']}
        />
        {create.isError && (
          <p className="kelp-field-error" role="alert">
            {errorSentence(create.error)}
          </p>
        )}
        <div className="kelp-actions">
          <Button variant="default" onClick={() => router.back()}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} rightSection={<Kbd keys="mod+enter" />}>
            {t('new.create')}
          </Button>
        </div>
      </form>
    </div>
  );
}
