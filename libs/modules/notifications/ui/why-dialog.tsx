'use client';

import { List, Stack, Switch, Text } from '@mantine/core';
import { formatInstant } from '@kelp/std';
import { Dialog, ErrorState, ExactTime, Facts, PageLoading, useFormats } from '@kelp/ui';
import type { NotificationReasons } from '../contract';
import { useChangePreference, useReasons } from './notification-queries';
import { t } from './strings';

type Mail = NotificationReasons['mail'];

function MailWords({ mail: { outcome, dueAt, history } }: { mail: Mail }) {
  const { timeZone, locale } = useFormats();
  const at = dueAt ? formatInstant(dueAt, timeZone, locale, 'date_time') : '';
  return (
    <div>
      {t(`mail.${outcome}`, { at })}
      {history.length > 0 && (
        <List size="sm" mt={4} aria-label={t('why.history')}>
          {history.map((one, index) => (
            <List.Item key={index}>
              {t(`state.${one.state}` as 'state.sent')} <ExactTime at={one.at} />
              {one.detail && (
                <Text span size="xs" c="dimmed">
                  {' '}
                  {one.detail}
                </Text>
              )}
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}

function Ways({ reasons: { subtype, ways } }: { reasons: NotificationReasons }) {
  const change = useChangePreference();
  return (
    <Stack gap={6}>
      {ways.map(({ channel, isOn, mayChoose, decidedBy }) => (
        <Switch
          key={channel}
          label={t(channel === 'in_app' ? 'why.inApp' : 'why.email')}
          description={mayChoose ? undefined : t(decidedBy === 'program' ? 'why.lockedProgram' : 'why.locked')}
          checked={isOn}
          disabled={!mayChoose}
          onChange={(event) => change({ subtype, channel, isOn: event.currentTarget.checked })}
        />
      ))}
    </Stack>
  );
}

/** Which rule told, what ties the reader to it, what became of the mail, and the switches for the next one. */
export function WhyDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error, isError, isPending, refetch } = useReasons(id);
  return (
    <Dialog opened onClose={onClose} title={t('why.title')} size="md">
      {isPending && <PageLoading lines={3} />}
      {isError && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Facts
          facts={[
            {
              key: 'rule',
              label: t('why.rule'),
              value: `${t(`group.${data.category}`)}: ${t(`kind.${data.subtype}`)}`,
            },
            { key: 'because', label: t('why.because'), value: t(`reason.${data.reason}`) },
            { key: 'mail', label: t('why.mail'), value: <MailWords mail={data.mail} /> },
            { key: 'ways', label: t('why.ways'), value: <Ways reasons={data} /> },
          ]}
        />
      )}
    </Dialog>
  );
}
