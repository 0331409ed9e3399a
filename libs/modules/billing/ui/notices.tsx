'use client';

import Link from 'next/link';
import { StatusBadge, ToneMark } from '@kelp/ui';
import type { Notice } from '../contract';
import { t } from './strings';

interface Step {
  href: string;
  label: 'next.approvals' | 'next.client' | 'next.contracts' | 'next.services';
}

const approvals: Step = { href: '/msp/time', label: 'next.approvals' };
const contracts: Step = { href: '/msp/contracts', label: 'next.contracts' };
const services: Step = { href: '/msp/services', label: 'next.services' };

/** The screen on which a notice is put right. */
function nextStep(code: string, clientId: string): Step {
  const client: Step = { href: `/msp/clients/${clientId}`, label: 'next.client' };
  const steps: Record<string, Step> = {
    time_unapproved: approvals,
    contract_line_ambiguous: approvals,
    contract_terms_missing: contracts,
    negative_total: contracts,
    rate_missing: services,
    tax_rate_missing: services,
    tax_rate_ambiguous: services,
  };
  return steps[code] ?? client;
}

interface NoticesProps {
  clientId: string;
  blockers: readonly Notice[];
  warnings?: readonly Notice[];
}

function List({
  tone,
  title,
  notices,
  clientId,
}: {
  tone: 'danger' | 'warning';
  title: string;
  notices: readonly Notice[];
  clientId: string;
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
          return (
            <li key={at}>
              {notice.sentence} <Link href={href}>{t(label)}</Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What keeps a client from being billed and what a person should know, each with the way to the screen that mends it. */
export function Notices({ clientId, blockers, warnings = [] }: NoticesProps) {
  return (
    <>
      <List tone="danger" title={t('notice.blockers')} notices={blockers} clientId={clientId} />
      <List tone="warning" title={t('notice.warnings')} notices={warnings} clientId={clientId} />
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
