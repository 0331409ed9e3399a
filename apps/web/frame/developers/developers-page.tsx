'use client';

import { Code, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState, PageHeader, translator, QueryState } from '@kelp/ui';
import strings from './developers.en.json';
import './developers.css';
import { addressesOf, type Address } from './read-document';
import { TryAddress } from './try-address';

const t = translator(strings);

async function readDocument(signal: AbortSignal): Promise<Address[]> {
  const response = await fetch('/api/v1/openapi.json', { signal });
  if (!response.ok) throw new Error(String(response.status));
  return addressesOf((await response.json()) as Parameters<typeof addressesOf>[0]);
}

const fits = ({ key, summary }: Address, words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${key} ${summary}`.toLowerCase().includes(word));

function Resources(props: { addresses: Address[]; isOpen: boolean; chosen: string; onChoose: (key: string) => void }) {
  const { addresses, isOpen, chosen, onChoose } = props;
  const resources = [...new Set(addresses.map(({ resource }) => resource))].sort();
  return (
    <nav aria-label={t('resources')} className="kelp-explorer-list">
      {resources.map((resource) => (
        <details
          key={resource}
          open={isOpen || addresses.some((one) => one.resource === resource && one.key === chosen)}
        >
          <summary>{resource}</summary>
          <ul>
            {addresses
              .filter((one) => one.resource === resource)
              .map(({ key, method, path }) => (
                <li key={key}>
                  <button
                    type="button"
                    {...(key === chosen ? { 'aria-current': 'true' as const } : {})}
                    onClick={() => onChoose(key)}
                  >
                    <Code>{method}</Code> <span>{path}</span>
                  </button>
                </li>
              ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}

/** Every address of the API, to read about and to try. */
export function DevelopersPage() {
  const query = useQuery({ queryKey: ['openapi'], queryFn: ({ signal }) => readDocument(signal), staleTime: Infinity });
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState('');
  const shown = (query.data ?? []).filter((address) => fits(address, words.trim()));
  const address = query.data?.find(({ key }) => key === chosen);
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('title')}
        back={{ href: '/msp/settings', label: t('back') }}
        meta={<a href="/api/v1/openapi.json">{t('document')}</a>}
      />
      <p className="kelp-muted">{t('lead')}</p>
      <QueryState query={query} />
      {query.data && (
        <div className="kelp-explorer">
          <div>
            <TextInput
              aria-label={t('find')}
              placeholder={t('find')}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            {shown.length === 0 && <p className="kelp-muted">{t('nothing', { words })}</p>}
            <Resources addresses={shown} isOpen={words.trim() !== ''} chosen={chosen} onChoose={setChosen} />
          </div>
          {address ? (
            <TryAddress key={address.key} address={address} />
          ) : (
            <EmptyState title={t('choose')} text={t('chooseText')} />
          )}
        </div>
      )}
    </div>
  );
}
