'use client';

import { useMemo } from 'react';
import { call } from '@kelp/kernel/client';
import { suggestRecords, type SearchAnswer, type SearchHit, type SearchType } from '@kelp/search/contract';
import { translator, type NavItem, type PaletteItem, type PaletteSource } from '@kelp/ui';
import strings from './en.json';
import { useRecentRecords } from './recent-records';

const t = translator(strings);

/** One request answers all types for the same words. */
let last: { text: string; answer: Promise<SearchAnswer> } | undefined;
function suggest(text: string): Promise<SearchAnswer> {
  if (last?.text === text) return last.answer;
  const answer = call(suggestRecords, { text: text.slice(0, 200) });
  // a failed answer is asked for again
  answer.catch(() => (last = undefined));
  last = { text, answer };
  setTimeout(() => (last?.answer === answer ? (last = undefined) : undefined), 3000);
  return answer;
}

function toItem({ type, id, number, title, subtitle, url, snippet, foundIn }: SearchHit): PaletteItem {
  const lead = number ? [{ text: `${number} `, isHit: false }] : [];
  const where = foundIn ? [{ text: t(`palette.${foundIn}`), isHit: false }] : [];
  return {
    key: `${type} ${id}`,
    label: `${number ?? ''} ${title.map(({ text }) => text).join('')}`.trim(),
    marked: [...lead, ...title],
    ...(subtitle ? { hint: subtitle } : {}),
    ...(snippet ? { preview: [...where, ...snippet] } : {}),
    href: url,
  };
}

const ofType = (type: SearchType, label: string): PaletteSource => ({
  key: type,
  label,
  prefix: type,
  find: async (words) => {
    const { groups } = await suggest(words);
    return (groups.find((group) => group.type === type)?.hits ?? []).map(toItem);
  },
});

const records: readonly PaletteSource[] = [
  ofType('ticket', t('nav.tickets')),
  ofType('client', t('nav.clients')),
  ofType('contact', t('palette.contacts')),
  ofType('invoice', t('palette.invoices')),
  ofType('contract', t('nav.contracts')),
];

const searchPage = (typed: string): string => `/msp/search?q=${encodeURIComponent(typed.slice(0, 200))}`;

/** The page with everything that fits, beyond the best of each type. */
const everything: PaletteSource = {
  key: 'everything',
  label: t('palette.everything'),
  isLast: true,
  otherwise: searchPage,
  find: async (_words, _signal, typed) => [
    {
      key: 'everything',
      label: t('palette.seeAll', { words: typed }),
      href: searchPage(typed),
    },
  ],
};

/** What the palette offers: what was opened last, the places of the navigation, a new ticket, and every record that fits the words. */
export function usePaletteSources(
  nav: readonly NavItem[],
  mayCreate: boolean,
  maySearch: boolean,
  userId: string,
): PaletteSource[] {
  const recent = useRecentRecords(userId);
  return useMemo(() => {
    const places = nav.map(({ key, label, href, icon, hotkey }) => ({
      key,
      label,
      href,
      icon,
      ...(hotkey ? { keys: hotkey } : {}),
    }));
    const creation = mayCreate
      ? [{ key: 'new-ticket', label: t('palette.newTicket'), href: '/msp/tickets/new', keys: 'n' }]
      : [];
    return [
      // only while nothing is typed: what was typed is answered by the server
      { key: 'recent', label: t('palette.recent'), items: recent.map(toItem), isForEmpty: true },
      { key: 'places', label: t('palette.places'), items: [...creation, ...places] },
      ...(maySearch ? [...records, everything] : []),
    ];
  }, [nav, mayCreate, maySearch, recent]);
}
