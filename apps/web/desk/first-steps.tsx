'use client';

import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { call } from '@kelp/kernel/client';
import { listFirstSteps, type FirstStep } from '@kelp/tenants/contract';
import { translator } from '@kelp/ui';
import strings from './en.json';
import './first-steps.css';

const t = translator(strings);

const places: Record<FirstStep, string> = {
  client: '/msp/clients',
  mailbox: '/msp/settings/mailboxes',
  colleague: '/msp/settings/people',
};

/** What a fresh workspace still needs, as links; nothing once it is on its way, and nothing that the person may not do. */
export function FirstSteps() {
  const { data } = useQuery({
    queryKey: [listFirstSteps.name],
    queryFn: ({ signal }) => call(listFirstSteps, {}, { signal }),
  });
  if (!data || data.steps.length === 0) return null;
  return (
    <nav className="kelp-first-steps" aria-label={t('first.title')}>
      <p className="kelp-first-steps-title">{t('first.title')}</p>
      <ul>
        {data.steps.map((step) => (
          <li key={step}>
            <Link href={places[step]}>
              <span>
                <strong>{t(`first.${step}`)}</strong>
                <span className="kelp-muted">{t(`first.${step}.text`)}</span>
              </span>
              <IconArrowRight size={16} aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
