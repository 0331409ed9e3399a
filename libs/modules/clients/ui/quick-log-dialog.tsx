'use client';

import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Dialog } from '@kelp/ui';
import { getClient, getContact, listClients, listContacts } from '../contract';
import { InteractionLine } from './interaction-line';
import type { Whom } from './interaction-queries';
import { t } from './strings';
import { whomOfPath } from './whom-of-path';
import './parties.css';

/** `client:<id>` or `contact:<id>`, as one choice among both. */
const keyOf = ({ clientId, contactId }: Whom) =>
  contactId ? `contact:${contactId}` : clientId ? `client:${clientId}` : null;
function whomOf(key: string | null): Whom | null {
  const [kind, id] = (key ?? '').split(':');
  if (!id) return null;
  return kind === 'contact' ? { contactId: id } : { clientId: id };
}

/** People and clients that fit what is typed, and the one that the page is about. */
function useChoices(words: string, preset: Whom | null) {
  const found = useQuery({
    queryKey: [listContacts.name, 'whom', words],
    queryFn: async ({ signal }) => {
      const input = { limit: 8, ...(words ? { search: words } : {}) };
      const [people, clients] = await Promise.all([
        call(listContacts, input, { signal }),
        call(listClients, { ...input, includeInactive: false }, { signal }),
      ]);
      return [
        {
          group: t('contacts.title'),
          items: people.rows.map(({ id, fullName, clientName }) => ({
            value: `contact:${id}`,
            label: clientName ? `${fullName}, ${clientName}` : fullName,
          })),
        },
        { group: t('list.title'), items: clients.rows.map(({ id, name }) => ({ value: `client:${id}`, label: name })) },
      ];
    },
    placeholderData: (before) => before,
  }).data;
  const own = useQuery({
    queryKey: [getClient.name, 'whom', preset?.clientId, preset?.contactId],
    queryFn: async ({ signal }) => {
      if (preset?.contactId) return (await call(getContact, { id: preset.contactId }, { signal })).fullName;
      return (await call(getClient, { id: preset?.clientId ?? '' }, { signal })).name;
    },
    enabled: Boolean(preset?.clientId ?? preset?.contactId),
  }).data;
  const key = preset && keyOf(preset);
  const groups = (found ?? []).map((group) => ({ ...group, items: group.items.filter(({ value }) => value !== key) }));
  return key && own ? [{ group: t('quick.here'), items: [{ value: key, label: own }] }, ...groups] : groups;
}

export interface QuickLogProps {
  /** What was typed already. */
  line: string;
  /** The page it is opened over. */
  path: string;
  onClose: () => void;
}

/** Logs a call or visit in one line from wherever somebody is. */
export function QuickLogDialog({ line, path, onClose }: QuickLogProps) {
  const preset = whomOfPath(path);
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<string | null>(preset && keyOf(preset));
  const choices = useChoices(words, preset);
  const whom = preset?.ticketId ? preset : whomOf(chosen);
  return (
    <Dialog opened onClose={onClose} title={t('quick.title')}>
      {preset?.ticketId ? (
        <p className="kelp-muted">{t('quick.onTicket')}</p>
      ) : (
        <Select
          label={t('feed.with')}
          data={choices}
          value={chosen}
          onChange={setChosen}
          searchable
          required
          onSearchChange={(typed) => setWords(chosen ? '' : typed.slice(0, 200))}
          filter={({ options }) => options}
          nothingFoundMessage={t('contact.nothingFits')}
          mb="sm"
          {...(chosen ? {} : { 'data-autofocus': true })}
        />
      )}
      <InteractionLine whom={whom} initial={line} onLogged={onClose} autoFocus={whom !== null} />
    </Dialog>
  );
}
