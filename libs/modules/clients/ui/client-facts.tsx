'use client';

import { Facts, type Fact } from '@kelp/ui';
import { clientType, type ClientCard } from '../contract';
import { useWorkspace } from './client-queries';
import { useFamilyFacts } from './family-facts';
import { t } from './strings';
import type { ClientEdit } from './use-client-edit';

const stages = ['prospect', 'active', 'former'] as const;
const choices = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

/** What a person types as a web address; `acme.test` means `https://acme.test`. Null for nothing. */
function webAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return null;
  return /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
}

interface ClientFactsProps {
  client: ClientCard;
  edit: ClientEdit;
}

/** A choice that falls back to the workspace's own when the client has none. */
function ownFact({ client, edit }: ClientFactsProps, key: 'zone' | 'currency', own: string | undefined): Fact {
  const value = client[key];
  const fallback = own ? t('ownValue', { value: own }) : t('own');
  const values = Intl.supportedValuesOf(key === 'zone' ? 'timeZone' : 'currency');
  const all = value === null || values.includes(value) ? values : [value, ...values];
  return {
    key,
    label: t(`field.${key}`),
    value: value ?? <span className="kelp-muted">{fallback}</span>,
    edit: {
      kind: 'select',
      value,
      options: choices(all),
      clearable: true,
      save: (next) => edit.save({ [key]: next }, t(`saved.${key}`, { value: next ?? fallback })),
    },
  };
}

/** The facts of a client, each edited where it stands by those who may. */
export function ClientFacts(props: ClientFactsProps) {
  const { client, edit } = props;
  const workspace = useWorkspace();
  const family = useFamilyFacts(client);
  const facts: Fact[] = [
    {
      key: 'lifecycle',
      label: t('field.lifecycle'),
      value: t(`lifecycle.${client.lifecycle}`),
      edit: {
        kind: 'select',
        value: client.lifecycle,
        options: stages.map((stage) => ({ value: stage, label: t(`lifecycle.${stage}`) })),
        save: (next) => {
          const stage = stages.find((one) => one === next);
          return stage && edit.save({ lifecycle: stage }, t('saved.lifecycle', { value: t(`lifecycle.${stage}`) }));
        },
      },
    },
    {
      key: 'type',
      label: t('field.type'),
      value: t(`type.${client.type}`),
      edit: {
        kind: 'select',
        value: client.type,
        options: clientType.options.map((type) => ({ value: type, label: t(`type.${type}`) })),
        save: (next) => {
          const type = clientType.options.find((one) => one === next);
          return type && edit.save({ type }, t('saved.type', { value: t(`type.${type}`) }));
        },
      },
    },
    {
      key: 'url',
      label: t('field.url'),
      value: client.url ?? <span className="kelp-muted">–</span>,
      edit: {
        kind: 'text',
        value: client.url ?? '',
        save: (typed) => {
          const url = webAddress(typed);
          return edit.save({ url }, t('saved.url', { value: url ?? t('none') }));
        },
      },
    },
    ownFact(props, 'zone', workspace?.zone),
    ownFact(props, 'currency', workspace?.currency),
    ...family,
  ];
  if (client.abilities.includes('client.update')) return <Facts facts={facts} title={t('client.keys')} />;
  return <Facts facts={facts.map(({ key, label, value }) => ({ key, label, value }))} />;
}
