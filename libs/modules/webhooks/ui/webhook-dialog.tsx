'use client';

import { MultiSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog } from '@kelp/ui';
import { createWebhook, updateWebhook, type Webhook } from '../contract';
import { nounText, t } from './strings';
import { useRefreshWebhooks, useWebhookEvents } from './webhook-queries';

/** The events that may be chosen, in groups by what they are about. */
function useEventChoices() {
  const events = useWebhookEvents().data?.rows ?? [];
  const nouns = [...new Set(events.map(({ noun }) => noun))];
  return nouns.map((noun) => ({
    group: nounText(noun),
    items: events
      .filter((one) => one.noun === noun)
      .map(({ type, isOpen }) => ({ value: type, label: type, disabled: !isOpen })),
  }));
}

/** Makes a webhook, or changes one. `onMade` gets the secret of a new one. */
export function WebhookDialog(props: { webhook?: Webhook; onMade?: (secret: string) => void; onClose: () => void }) {
  const { webhook, onMade, onClose } = props;
  const refresh = useRefreshWebhooks();
  const choices = useEventChoices();
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [events, setEvents] = useState<string[]>(webhook?.events ?? []);
  const [wrong, setWrong] = useState<Record<string, string>>({});

  async function submit() {
    setWrong({});
    if (webhook) await call(updateWebhook, { id: webhook.id, version: webhook.version, name, url, events });
    else onMade?.((await call(createWebhook, { name, url, events })).secret);
    await refresh();
  }

  return (
    <FormDialog
      title={webhook ? t('form.change') : t('form.new')}
      submitLabel={webhook ? t('form.save') : t('form.create')}
      onSubmit={submit}
      onFieldErrors={setWrong}
      onClose={onClose}
    >
      <TextInput
        label={t('form.name')}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={wrong['name']}
      />
      <TextInput
        label={t('form.url')}
        description={t('form.urlHint')}
        type="url"
        required
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        error={wrong['url']}
      />
      <MultiSelect
        label={t('form.events')}
        description={t('form.eventsHint')}
        placeholder={events.length === 0 ? t('form.eventsNone') : ''}
        data={choices}
        value={events}
        onChange={setEvents}
        searchable
        clearable
        hidePickedOptions
        error={wrong['events']}
      />
      <Text size="sm" c="dimmed">
        {t('form.owner')}
      </Text>
    </FormDialog>
  );
}
