'use client';

import Link from 'next/link';
import { StatusBadge, ToneMark } from '@kelp/ui';
import type { Notice } from '../contract';
import { BillAtCatalogue } from './bill-at-catalogue';
import { CorrectTime } from './correct-time';
import { t } from './strings';
import './billing-pages.css';

interface Step {
  href: string;
  label: 'next.usage' | 'next.approvals' | 'next.client' | 'next.contracts' | 'next.services' | 'next.taxes';
}

const approvals: Step = { href: '/msp/time', label: 'next.approvals' };
const contracts: Step = { href: '/msp/contracts', label: 'next.contracts' };
const usage: Step = { href: '/msp/contracts/meters', label: 'next.usage' };
const services: Step = { href: '/msp/services', label: 'next.services' };

const taxes: Step = { href: '/msp/services/tax', label: 'next.taxes' };

/** The screen on which a notice is put right. */
function nextStep(code: string, clientId: string): Step {
  const client: Step = { href: `/msp/clients/${clientId}`, label: 'next.client' };
  const steps: Record<string, Step> = {
    time_unapproved: approvals,
    contract_line_ambiguous: approvals,
    contract_terms_missing: contracts,
    negative_total: contracts,
    usage_uncovered: usage,
    rate_missing: services,
    purchase_order_exceeded: contracts,
    tax_rate_missing: taxes,
    tax_rate_ambiguous: taxes,
    tax_bands_currency: taxes,
    tax_bands_included: taxes,
  };
  return steps[code] ?? client;
}

interface NoticesProps {
  clientId: string;
  blockers: readonly Notice[];
  warnings?: readonly Notice[];
  /** Of the document: with it the price of time can be decided here. */
  currency?: string | undefined;
  /** The first day that is not billed; with it questions of usage can be decided here. */
  cutOff?: string;
}

function List({
  tone,
  title,
  notices,
  clientId,
  currency,
  cutOff,
}: {
  tone: 'danger' | 'warning';
  title: string;
  notices: readonly Notice[];
  clientId: string;
  currency: string | undefined;
  cutOff: string | undefined;
}) {
  if (notices.length === 0) return null;
  return (
    <section className="kelp-b-notices" data-tone={tone} aria-label={title}>
      <strong>
        <ToneMark tone={tone} /> {title}
      </strong>
      <ul>
        {notices.map((notice, at) => {
          const { href, label } = nextStep(notice.code, clientId);
          const meter =
            notice.code === 'usage_uncovered' ? notice.evidence.find(({ kind }) => kind === 'meter') : undefined;
          return (
            <li key={at}>
              {notice.sentence} <Link href={href}>{t(label)}</Link>
              {currency && <CorrectTime notice={notice} currency={currency} />}
              {meter && cutOff && <BillAtCatalogue clientId={clientId} meterId={meter.id} until={cutOff} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What keeps a client from being billed and what a person should know, each with the way to the screen that mends it. */
export function Notices({ clientId, blockers, warnings = [], currency, cutOff }: NoticesProps) {
  const shared = { clientId, currency, cutOff };
  return (
    <>
      <List tone="danger" title={t('notice.blockers')} notices={blockers} {...shared} />
      <List tone="warning" title={t('notice.warnings')} notices={warnings} {...shared} />
    </>
  );
}

/** The same in one line of a list: the first sentence, and how many more there are. */
export function NoticeMark({ blockers, warnings }: Pick<NoticesProps, 'blockers'> & { warnings: readonly Notice[] }) {
  const all = [...blockers, ...warnings];
  const [first] = all;
  if (!first) return <StatusBadge tone="success" label={t('toBill.ready')} plain />;
  const more = all.length > 1 ? ` ${t('toBill.more', { count: all.length - 1 })}` : '';
  return <StatusBadge tone={blockers.length > 0 ? 'danger' : 'warning'} label={`${first.sentence}${more}`} plain />;
}
