'use client';

import { Button } from '@mantine/core';
import { call } from '@kelp/kernel/client';
import { Section, toastError, toastSuccess } from '@kelp/ui';
import { removeSenderRule, type SenderRuleRow } from '../contract';
import { useRefreshMailboxes, useSenderRules } from './mailbox-queries';
import { t } from './strings';

const words = ({ action, client }: SenderRuleRow): string =>
  action === 'ignore' ? t('rules.ignore') : client ? t('rules.acceptOf', { client: client.name }) : t('rules.accept');

/** What was decided about senders for good, and the way back. */
export function SenderRules({ mayChange }: { mayChange: boolean }) {
  const { data } = useSenderRules();
  const refresh = useRefreshMailboxes();

  async function remove({ id }: SenderRuleRow) {
    try {
      await call(removeSenderRule, { id });
      toastSuccess(t('rules.removed'));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  if (!data) return null;
  return (
    <Section title={t('rules.title')}>
      {data.rows.length === 0 && <p className="kelp-muted">{t('rules.empty')}</p>}
      <ul className="kelp-entries" aria-label={t('rules.title')}>
        {data.rows.map((row) => (
          <li key={row.id} className="kelp-entry">
            <span className="kelp-entry-words">
              <strong>{row.pattern}</strong>
              <span className="kelp-muted">{words(row)}</span>
            </span>
            {mayChange && (
              <Button size="xs" variant="default" onClick={() => void remove(row)}>
                {t('rules.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
