'use client';

import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog } from '@kelp/ui';
import { createApiKey, listApiScopes } from '../contract';
import { t } from './strings';
import { useProof } from './use-proof';

const dayMs = 86_400_000;
/** Days that a new key may hold; `never` ends only by hand. */
const lives = ['30', '90', '365', 'never'] as const;

/** The scopes in groups by resource. */
function useScopeChoices() {
  const query = useQuery({
    queryKey: [listApiScopes.name],
    queryFn: ({ signal }) => call(listApiScopes, {}, { signal }),
  });
  const scopes = query.data?.scopes ?? [];
  const resources = [...new Set(scopes.map((scope) => scope.split(':')[0] ?? ''))];
  return resources.map((group) => ({ group, items: scopes.filter((scope) => scope.startsWith(`${group}:`)) }));
}

/** Makes a key: what uses it, for how long, and to what and where it is narrowed. `onMade` gets the key, which nobody sees again. */
export function NewKeyDialog({ onMade, onClose }: { onMade: (key: string) => Promise<void>; onClose: () => void }) {
  const choices = useScopeChoices();
  const [name, setName] = useState('');
  const [life, setLife] = useState<string>('90');
  const [scopes, setScopes] = useState<string[]>([]);
  const [networks, setNetworks] = useState<string[]>([]);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const { withProof, proofDialog } = useProof();

  async function submit() {
    setWrong({});
    const expiresAt = life === 'never' ? null : new Date(Date.now() + Number(life) * dayMs);
    const narrowed = scopes.length > 0 ? { scopes } : {};
    const { key } = await withProof(() => call(createApiKey, { name, expiresAt, networks, ...narrowed }));
    await onMade(key);
  }

  return (
    <>
      <FormDialog
        title={t('keys.new')}
        submitLabel={t('keys.create')}
        onSubmit={submit}
        onFieldErrors={setWrong}
        onClose={onClose}
      >
        <TextInput
          label={t('keys.name')}
          description={t('keys.nameHint')}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={wrong['name']}
        />
        <Select
          label={t('keys.life')}
          data={lives.map((value) => ({ value, label: t(`keys.life.${value}`) }))}
          value={life}
          onChange={(value) => setLife(value ?? '90')}
          allowDeselect={false}
        />
        <MultiSelect
          label={t('keys.scopes')}
          description={t('keys.scopesHint')}
          placeholder={scopes.length === 0 ? t('keys.scopesAll') : ''}
          data={choices}
          value={scopes}
          onChange={setScopes}
          searchable
          clearable
          hidePickedOptions
          limit={200}
          error={wrong['scopes']}
        />
        <TagsInput
          label={t('keys.networks')}
          description={t('keys.networksHint')}
          placeholder={networks.length === 0 ? t('keys.networksAll') : ''}
          value={networks}
          onChange={setNetworks}
          error={wrong['networks']}
        />
      </FormDialog>
      {proofDialog}
    </>
  );
}
