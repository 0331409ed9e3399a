'use client';

import { Button } from '@mantine/core';
import { call } from '@kelp/kernel/client';
import { Facts, RelativeTime, toastError } from '@kelp/ui';
import { testMailbox, type MailboxRow } from '../contract';
import { t } from './strings';
import { TestResult } from './test-result';

/** How a mailbox does: its last mail, its last error, and a test that can be made now. */
export function MailboxHealth({ mailbox, refresh }: { mailbox: MailboxRow; refresh: () => Promise<void> }) {
  const { lastReceivedAt, polledAt, failure, failedAt, test, isLive } = mailbox;
  return (
    <>
      <Facts
        facts={[
          {
            key: 'mail',
            label: t('health.mail'),
            value: lastReceivedAt ? <RelativeTime at={lastReceivedAt} /> : t('never'),
          },
          ...(mailbox.imap
            ? [
                { key: 'live', label: t('health.arrival'), value: t(isLive ? 'health.live' : 'health.asked') },
                {
                  key: 'polled',
                  label: t('health.polled'),
                  value: polledAt ? <RelativeTime at={polledAt} /> : t('never'),
                },
              ]
            : []),
          {
            key: 'failure',
            label: t('health.failure'),
            value: failure ? (
              <>
                {failure} {failedAt && <RelativeTime at={failedAt} />}
              </>
            ) : (
              t('health.none')
            ),
          },
          ...(test ? [{ key: 'test', label: t('test.now'), value: <TestResult test={test} /> }] : []),
        ]}
      />
      <Button
        variant="default"
        size="xs"
        onClick={() => void call(testMailbox, { id: mailbox.id }).then(refresh, toastError)}
      >
        {t('test.now')}
      </Button>
    </>
  );
}
