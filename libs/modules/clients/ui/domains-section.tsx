'use client';

import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { call } from '@kelp/kernel/client';
import { isAppError } from '@kelp/std';
import { errorSentence, Section, toastError, toastUndo } from '@kelp/ui';
import { addDomain, removeDomain, type ClientCard } from '../contract';
import { useRefreshClients } from './client-queries';
import { t } from './strings';
import { useHolder } from './use-holder';

function AddDomain({ clientId }: { clientId: string }) {
  const refresh = useRefreshClients();
  const holder = useHolder(clientId);
  const [domain, setDomain] = useState('');
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function add(event: FormEvent) {
    event.preventDefault();
    if (isSaving || domain.trim() === '') return;
    setSaving(true);
    setFailure(null);
    try {
      await holder.watch(
        async () => void (await call(addDomain, { clientId, domain: domain.trim().replace(/^@/, '') })),
      );
      setDomain('');
      await refresh();
    } catch (error) {
      setFailure((isAppError(error) && error.fields?.['domain']) || errorSentence(error));
    } finally {
      setSaving(false);
    }
  }

  return (
    <form className="kelp-client-add" onSubmit={(event) => void add(event)}>
      <TextInput
        aria-label={t('domains.label')}
        placeholder={t('domains.example')}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={253}
        value={domain}
        error={failure}
        onChange={(event) => setDomain(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={isSaving}>
        {t('domains.add')}
      </Button>
      {holder.link}
    </form>
  );
}

/** Mail domains whose unknown senders belong to this client. */
export function DomainsSection({ client }: { client: ClientCard }) {
  const refresh = useRefreshClients();
  const clientId = client.id;
  const mayUpdate = client.abilities.includes('client.update');

  async function remove(domain: string) {
    try {
      await call(removeDomain, { clientId, domain });
      await refresh();
    } catch (error) {
      return toastError(error);
    }
    toastUndo({
      message: t('domains.removed', { domain }),
      onUndo: () => void call(addDomain, { clientId, domain }).then(refresh, toastError),
    });
  }

  return (
    <Section title={t('domains.title')}>
      {client.domains.length === 0 && <p className="kelp-client-nothing">{t('domains.none')}</p>}
      <ul className="kelp-client-domains" aria-label={t('domains.title')}>
        {client.domains.map((domain) => (
          <li key={domain}>
            <span>{domain}</span>
            {mayUpdate && (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('domains.remove', { domain })}
                onClick={() => void remove(domain)}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {mayUpdate && <AddDomain clientId={clientId} />}
    </Section>
  );
}
