'use client';

import Link from 'next/link';
import { call } from '@kelp/kernel/client';
import { Facts, toastUndo, toastError, type Fact } from '@kelp/ui';
import { channels, updateContact, type ContactDetails } from '../contract';
import { addressOf, useRefreshClients } from './client-queries';
import { languageName, offeredLanguages } from './language-name';
import { t } from './strings';

const nothing = <span className="kelp-muted">–</span>;
type Patch = Partial<Pick<ContactDetails, 'isVip' | 'locale' | 'channel' | 'title'>>;

/** Saves one wish; the toast takes it back. */
function useSave(contact: ContactDetails) {
  const refresh = useRefreshClients();
  return async (patch: Patch, said: string) => {
    const before = Object.fromEntries(Object.keys(patch).map((key) => [key, contact[key as keyof Patch]])) as Patch;
    await call(updateContact, { id: contact.id, version: contact.version, ...patch });
    await refresh();
    toastUndo({
      message: said,
      onUndo: () => void call(updateContact, { id: contact.id, ...before }).then(refresh, toastError),
    });
  };
}

/** Whose contact it is, and how the person likes to be looked after; each edited where it stands. */
export function ContactWishes({ contact }: { contact: ContactDetails }) {
  const save = useSave(contact);
  const { client, otherClients, title, isVip, locale, channel } = contact;
  const languages = locale && !offeredLanguages.includes(locale) ? [locale, ...offeredLanguages] : offeredLanguages;
  const facts: Fact[] = [
    {
      key: 'client',
      label: t('list.one'),
      value: client ? <Link href={addressOf(client.id)}>{client.name}</Link> : nothing,
    },
    ...(otherClients.length > 0
      ? [
          {
            key: 'otherClients',
            label: t('contact.otherClients'),
            value: (
              <>
                {otherClients.map(({ id, name }) => (
                  <span key={id} className="kelp-client-number">
                    <Link href={addressOf(id)}>{name}</Link>
                  </span>
                ))}
              </>
            ),
          },
        ]
      : []),
    {
      key: 'title',
      label: t('contact.title'),
      value: title || nothing,
      edit: { kind: 'text', value: title, save: (typed) => save({ title: typed.trim() }, t('contact.savedFact')) },
    },
    {
      key: 'vip',
      label: t('contact.care'),
      value: isVip ? t('contact.vip') : t('contact.usual'),
      edit: {
        kind: 'select',
        value: isVip ? 'vip' : 'usual',
        options: [
          { value: 'usual', label: t('contact.usual') },
          { value: 'vip', label: t('contact.vip') },
        ],
        save: (next) => save({ isVip: next === 'vip' }, t('contact.savedFact')),
      },
    },
    {
      key: 'locale',
      label: t('contact.language'),
      value: locale ? languageName(locale) : nothing,
      edit: {
        kind: 'select',
        value: locale,
        clearable: true,
        options: languages.map((value) => ({ value, label: languageName(value) })),
        save: (next) => save({ locale: next }, t('contact.savedFact')),
      },
    },
    {
      key: 'channel',
      label: t('contact.channel'),
      value: channel ? t(`channel.${channel}`) : nothing,
      edit: {
        kind: 'select',
        value: channel,
        clearable: true,
        options: channels.map((value) => ({ value, label: t(`channel.${value}`) })),
        save: (next) => save({ channel: channels.find((one) => one === next) ?? null }, t('contact.savedFact')),
      },
    },
  ];
  if (contact.abilities.includes('contact.update')) return <Facts facts={facts} title={t('contact.one')} />;
  return <Facts facts={facts.map(({ key, label, value }) => ({ key, label, value }))} />;
}
