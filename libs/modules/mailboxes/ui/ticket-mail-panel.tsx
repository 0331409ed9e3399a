'use client';

import { Text } from '@mantine/core';
import { RelativeTime, Section } from '@kelp/ui';
import { useTicketMails } from './mailbox-queries';
import { MailState } from './mail-state';
import { t } from './strings';

const shown = 6;

/** How the mails of a ticket fared; above them who gets none at all. Nothing while no mail has left. */
export function TicketMailPanel({ ticketId }: { ticketId: string }) {
  const { data } = useTicketMails(ticketId);
  if (!data || (data.rows.length === 0 && data.suppressed.length === 0)) return null;
  return (
    <Section title={t('panel.title')}>
      {data.suppressed.map((address) => (
        <Text key={address} size="sm" role="alert">
          {t('panel.suppressed', { address })}
        </Text>
      ))}
      <ul className="kelp-entries" aria-label={t('panel.title')}>
        {data.rows.slice(0, shown).map((row) => (
          <li key={row.id} className="kelp-entry">
            <span className="kelp-entry-words">
              <span style={{ overflowWrap: 'anywhere' }}>{row.to}</span>
              {row.error && <span className="kelp-muted">{row.error}</span>}
            </span>
            <span>
              <MailState state={row.state} plain /> <RelativeTime at={row.sentAt ?? row.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
