'use client';

import { Checkbox, Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { getInteraction, updateInteraction, type InteractionCard } from '../contract';
import { useRefreshClients } from './client-queries';
import { useInteractionTypes } from './interaction-queries';
import { t } from './strings';

const statuses = ['planned', 'in_progress', 'completed', 'cancelled'] as const;

/** `2026-03-10T14:00` on the reader's own clock, as the field of the browser wants it. */
function wallTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function LoadedDialog({ card, onClose }: { card: InteractionCard; onClose: () => void }) {
  const refresh = useRefreshClients();
  const types = useInteractionTypes().data?.rows ?? [];
  const opened = {
    title: card.title,
    typeId: card.type.id,
    status: card.status,
    startAt: wallTime(card.startAt),
    minutes: (card.minutes ?? '') as number | string,
    body: card.body,
    isShared: card.visibility === 'shared',
  };
  const form = useForm({ initialValues: opened });

  async function submit() {
    const { title, typeId, status, startAt, minutes, body, isShared } = form.values;
    await call(updateInteraction, {
      id: card.id,
      version: card.version,
      ...{ title, typeId, status, body },
      visibility: isShared ? 'shared' : 'internal',
      ...(startAt === opened.startAt ? {} : { startAt: new Date(startAt) }),
      ...(minutes === opened.minutes ? {} : { minutes: minutes === '' ? null : Number(minutes) }),
    });
    toastSuccess(t('interaction.saved'));
    await refresh();
  }

  const offered = types.some(({ id }) => id === card.type.id) ? types : [card.type, ...types];
  return (
    <FormDialog
      title={t('interaction.edit')}
      submitLabel={t('save')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <TextInput
        label={t('interaction.title')}
        required
        maxLength={300}
        data-autofocus
        {...form.getInputProps('title')}
      />
      <Group grow align="flex-start">
        <Select
          label={t('interaction.type')}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          {...form.getInputProps('typeId')}
        />
        <Select
          label={t('interaction.status')}
          data={statuses.map((status) => ({ value: status, label: t(`interaction.${status}`) }))}
          allowDeselect={false}
          {...form.getInputProps('status')}
        />
      </Group>
      <Group grow align="flex-start">
        <TextInput type="datetime-local" label={t('interaction.start')} required {...form.getInputProps('startAt')} />
        <NumberInput
          label={t('interaction.minutes')}
          min={0}
          max={100_000}
          allowDecimal={false}
          {...form.getInputProps('minutes')}
        />
      </Group>
      <Textarea
        label={t('interaction.body')}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={20_000}
        {...form.getInputProps('body')}
      />
      <Checkbox
        label={t('interaction.share')}
        description={t('interaction.shareHint')}
        {...form.getInputProps('isShared', { type: 'checkbox' })}
      />
    </FormDialog>
  );
}

/** Changes what was logged. */
export function InteractionDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const card = useQuery({
    queryKey: [getInteraction.name, id],
    queryFn: ({ signal }) => call(getInteraction, { id }, { signal }),
    gcTime: 0,
  }).data;
  return card ? <LoadedDialog card={card} onClose={onClose} /> : null;
}
