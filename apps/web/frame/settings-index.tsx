'use client';

import { TextInput } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBell,
  IconBolt,
  IconApi,
  IconArchive,
  IconBuildingBank,
  IconBuildingCommunity,
  IconCalendarTime,
  IconClock,
  IconCreditCard,
  IconFileInvoice,
  IconGauge,
  IconFilterShare,
  IconFlag,
  IconHistory,
  IconInbox,
  IconKey,
  IconLogin2,
  IconLayoutKanban,
  IconFileImport,
  IconForms,
  IconMailForward,
  IconListCheck,
  IconMailOpened,
  IconPalette,
  IconReceipt2,
  IconReceiptTax,
  IconRepeat,
  IconRocket,
  IconReportMoney,
  IconScale,
  IconShoppingBag,
  IconSearch,
  IconTags,
  IconTemplate,
  IconTextPlus,
  IconUserShield,
  IconUsers,
  IconWebhook,
  IconWorld,
  IconNumber,
  IconMoodSmile,
  IconPhoneCall,
} from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { ChangedBy, useMe, useSettingChanges, type SettingChange } from '@kelp/identity/screens';
import { groupBy } from '@kelp/std';
import { EmptyState, Kbd, PageHeader, Section, translator, useKeys, QueryState } from '@kelp/ui';
import strings from './settings.en.json';
import { settingsOn, settingsPages, type SettingsPage } from './settings-pages';
import './settings-index.css';

const t = translator(strings);

const icons: Record<SettingsPage['key'], ReactNode> = {
  workspace: <IconBuildingCommunity size={20} aria-hidden="true" />,
  numbering: <IconNumber size={20} aria-hidden="true" />,
  branding: <IconPalette size={20} aria-hidden="true" />,
  portalDomain: <IconWorld size={20} aria-hidden="true" />,
  welcome: <IconRocket size={20} aria-hidden="true" />,
  people: <IconUsers size={20} aria-hidden="true" />,
  roles: <IconUserShield size={20} aria-hidden="true" />,
  policies: <IconFilterShare size={20} aria-hidden="true" />,
  signIn: <IconLogin2 size={20} aria-hidden="true" />,
  audit: <IconHistory size={20} aria-hidden="true" />,
  apiKeys: <IconKey size={20} aria-hidden="true" />,
  developers: <IconApi size={20} aria-hidden="true" />,
  alerts: <IconAlertTriangle size={20} aria-hidden="true" />,
  webhooks: <IconWebhook size={20} aria-hidden="true" />,
  imports: <IconFileImport size={20} aria-hidden="true" />,
  archive: <IconArchive size={20} aria-hidden="true" />,
  mailboxes: <IconInbox size={20} aria-hidden="true" />,
  mailLog: <IconMailForward size={20} aria-hidden="true" />,
  emailTemplates: <IconMailOpened size={20} aria-hidden="true" />,
  notifications: <IconBell size={20} aria-hidden="true" />,
  boards: <IconLayoutKanban size={20} aria-hidden="true" />,
  priorities: <IconFlag size={20} aria-hidden="true" />,
  ticketTypes: <IconTags size={20} aria-hidden="true" />,
  sla: <IconGauge size={20} aria-hidden="true" />,
  serviceCatalogue: <IconShoppingBag size={20} aria-hidden="true" />,
  surveys: <IconMoodSmile size={20} aria-hidden="true" />,
  tags: <IconTags size={20} aria-hidden="true" />,
  interactions: <IconPhoneCall size={20} aria-hidden="true" />,
  customFields: <IconForms size={20} aria-hidden="true" />,
  macros: <IconBolt size={20} aria-hidden="true" />,
  cannedTexts: <IconTextPlus size={20} aria-hidden="true" />,
  checklists: <IconListCheck size={20} aria-hidden="true" />,
  ticketTemplates: <IconTemplate size={20} aria-hidden="true" />,
  recurringTickets: <IconRepeat size={20} aria-hidden="true" />,
  time: <IconClock size={20} aria-hidden="true" />,
  workSchedules: <IconCalendarTime size={20} aria-hidden="true" />,
  invoices: <IconFileInvoice size={20} aria-hidden="true" />,
  billingRules: <IconScale size={20} aria-hidden="true" />,
  accounting: <IconBuildingBank size={20} aria-hidden="true" />,
  costRates: <IconReportMoney size={20} aria-hidden="true" />,
  rates: <IconReceipt2 size={20} aria-hidden="true" />,
  tax: <IconReceiptTax size={20} aria-hidden="true" />,
  payments: <IconCreditCard size={20} aria-hidden="true" />,
};

/** A page fits when every typed word stands in its name, its line or its further words. */
function fits({ key }: SettingsPage, words: string): boolean {
  const text = `${t(key)} ${t(`${key}.line`)} ${t(`${key}.words`)}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Says of a page that it is not as it was shipped any more, by whom and since when. */
function Change({ change }: { change: SettingChange | undefined }) {
  if (!change) return null;
  return (
    <small className="kelp-settings-change">
      {t('changed')} <ChangedBy change={change} />
    </small>
  );
}

/** Every settings page that the reader may open, with one line each; typing narrows, Enter opens the first. */
export function SettingsIndex() {
  const router = useRouter();
  const me = useMe();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState('');
  useKeys('page', { '/': { label: t('find'), run: () => field.current?.focus() } });
  const changes = useSettingChanges();
  /** The newest change on a page. */
  const changeOn = (page: SettingsPage) =>
    changes
      .filter(({ key }) => settingsOn(page.key).includes(key))
      .sort((one, other) => other.changedAt.getTime() - one.changedAt.getTime())[0];
  const shown = settingsPages(me.data?.permissions ?? []).filter((page) => fits(page, words.trim()));

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && shown[0]) router.push(shown[0].href);
    if (event.key === 'Escape') setWords('');
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    list.current?.querySelector('a')?.focus();
  }

  function onListKey(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement) + step;
    (at < 0 ? field.current : links[at])?.focus();
  }

  return (
    <div className="kelp-page">
      <PageHeader title={t('title')} />
      <TextInput
        ref={field}
        aria-label={t('find')}
        placeholder={t('find')}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        rightSection={<Kbd keys="/" />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        maw={380}
      />
      <QueryState query={me} />
      {me.data && shown.length === 0 && (
        <EmptyState
          title={words ? t('nothingFits', { words }) : t('none')}
          text={words ? t('nothingFitsText') : t('noneText')}
        />
      )}
      <div className="kelp-settings-groups" ref={list} onKeyDown={onListKey}>
        {[...groupBy(shown, ({ group }) => group)].map(([group, pages]) => (
          <Section key={group} title={t(`group.${group}`)}>
            <ul className="kelp-settings">
              {pages.map((page) => (
                <li key={page.key}>
                  <Link href={page.href}>
                    {icons[page.key]}
                    <strong>{t(page.key)}</strong>
                    <span>
                      {t(`${page.key}.line`)}
                      <Change change={changeOn(page)} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
    </div>
  );
}
