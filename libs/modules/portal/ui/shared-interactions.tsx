'use client';

import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { ExactTime, formatMinutes, Section } from '@kelp/ui';
import { listSharedInteractions } from '../contract';
import { t } from './strings';

/** Calls and visits that the support team shares; nothing while there are none. */
export function SharedInteractions() {
  const rows = useQuery({
    queryKey: [listSharedInteractions.name],
    queryFn: ({ signal }) => call(listSharedInteractions, {}, { signal }),
  }).data?.rows;
  if (!rows || rows.length === 0) return null;
  return (
    <Section title={t('home.interactions')}>
      <ul className="kelp-entries" aria-label={t('home.interactions')}>
        {rows.map(({ id, title, type, startAt, minutes }) => (
          <li key={id} className="kelp-entry">
            <span className="kelp-entry-words">
              <strong>{title}</strong>
              <span className="kelp-muted">
                {[type, minutes !== null && formatMinutes(minutes)].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span className="kelp-muted">
              <ExactTime at={startAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
