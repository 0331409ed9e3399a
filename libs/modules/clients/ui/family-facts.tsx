'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { call } from '@kelp/kernel/client';
import { toastSuccess, type Fact } from '@kelp/ui';
import { listClients, updateClient, type ClientCard } from '../contract';
import { addressOf, useAccountManagers, useRefreshClients } from './client-queries';
import { t } from './strings';

const nobody = <span className="kelp-muted">–</span>;
const choicesOf = (rows: { id: string; name: string }[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

/** Names between semicolons: a comma may be part of one. */
const namesIn = (typed: string) =>
  typed
    .split(';')
    .map((name) => name.trim())
    .filter(Boolean);

/** Who looks after the client, whom it belongs to, what belongs to it, and its other names. */
export function useFamilyFacts(client: ClientCard): Fact[] {
  const refresh = useRefreshClients();
  const managers = useAccountManagers().data;
  const others = useQuery({
    queryKey: [listClients.name, 'parents'],
    queryFn: ({ signal }) => call(listClients, { limit: 200, includeInactive: false }, { signal }),
  }).data;
  const { id, version, parent, accountManager, billingContact, aliases, children } = client;

  const people = client.contacts.filter(({ isInactive }) => !isInactive);
  const asked = people.map((one) => ({ id: one.id, name: one.fullName }));

  async function save(patch: {
    parentId?: string | null;
    billingContactId?: string | null;
    accountManagerId?: string | null;
    aliases?: string[];
  }) {
    await call(updateClient, { id, version, ...patch });
    toastSuccess(t('saved.facts', { name: client.name }));
    await refresh();
  }

  const withOwn = (rows: { id: string; name: string }[] = [], own: { id: string; name: string } | null) =>
    choicesOf(own && !rows.some((row) => row.id === own.id) ? [own, ...rows] : rows);
  const facts: Fact[] = [
    {
      key: 'accountManager',
      label: t('field.accountManager'),
      value: accountManager?.name ?? nobody,
      edit: {
        kind: 'select',
        value: accountManager?.id ?? null,
        options: withOwn(managers?.rows, accountManager),
        clearable: true,
        save: (accountManagerId) => save({ accountManagerId }),
      },
    },
    {
      key: 'billingContact',
      label: t('field.billingContact'),
      value: billingContact?.name ?? nobody,
      edit: {
        kind: 'select',
        value: billingContact?.id ?? null,
        options: withOwn(asked, billingContact),
        clearable: true,
        save: (billingContactId) => save({ billingContactId }),
      },
    },
    {
      key: 'parent',
      label: t('field.parent'),
      value: parent?.name ?? nobody,
      edit: {
        kind: 'select',
        value: parent?.id ?? null,
        options: withOwn(others?.rows, parent).filter(({ value }) => value !== id),
        clearable: true,
        save: (parentId) => save({ parentId }),
      },
    },
    {
      key: 'aliases',
      label: t('field.aliases'),
      value: aliases.length > 0 ? aliases.join('; ') : nobody,
      edit: { kind: 'text', value: aliases.join('; '), save: (typed) => save({ aliases: namesIn(typed) }) },
    },
  ];
  if (children.length === 0) return facts;
  const below = children.map((child) => (
    <span key={child.id} className="kelp-client-number">
      <Link href={addressOf(child.id)}>{child.name}</Link>
    </span>
  ));
  return [...facts, { key: 'children', label: t('field.children'), value: <>{below}</> }];
}
