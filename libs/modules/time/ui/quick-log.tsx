'use client';

import { Button, Group, Text, TextInput } from '@mantine/core';
import { useId, useRef, useState, type FormEvent } from 'react';
import { call } from '@kelp/kernel/client';
import { formatMinutes, Kbd, toastError, toastSuccess, useFormats, useKeys } from '@kelp/ui';
import { quickLog } from '../contract';
import { dayWords, readTimeLine } from './read-time';
import { t } from './strings';
import { useRefreshTime, useTimeServices } from './time-queries';

/** One line is one entry: `45m onsite yesterday replaced the toner`, on a ticket when it names one: `30m T1042 rebooted`. */
export function QuickLogLine() {
  const { locale, timeZone } = useFormats();
  const readingId = useId();
  const field = useRef<HTMLInputElement>(null);
  const refresh = useRefreshTime();
  const services = useTimeServices(null).data?.services ?? [];
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const read = readTimeLine(text, services);
  useKeys('page', { e: { label: t('quick.key'), run: () => field.current?.focus() } });

  async function log(event: FormEvent) {
    event.preventDefault();
    if (busy || !read?.log) return;
    setBusy(true);
    try {
      const { minutes, about, warnings } = await call(quickLog, { line: text }, { idempotencyKey: key });
      toastSuccess(t('quick.logged', { time: formatMinutes(minutes), about }));
      if (warnings[0]) toastError(warnings[0].message);
      setText('');
      setKey(crypto.randomUUID());
      await refresh();
    } catch (error) {
      toastError(error);
    } finally {
      setBusy(false);
    }
  }

  const service = services.find(({ id }) => id === read?.log?.serviceId);
  return (
    <form onSubmit={(event) => void log(event)}>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput
          ref={field}
          aria-label={t('quick.label')}
          placeholder={t('quick.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setKey(crypto.randomUUID());
          }}
          error={read?.problem}
          maxLength={500}
          aria-describedby={readingId}
          style={{ flex: 1, maxWidth: 560 }}
          rightSection={text === '' ? <Kbd keys="e" /> : undefined}
        />
        <Button type="submit" loading={busy} disabled={!read?.log}>
          {t('quick.log')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" id={readingId} aria-live="polite" mt={2} mih={18}>
        {read?.log &&
          [
            formatMinutes(read.log.minutes),
            service?.name,
            read.log.day && dayWords(read.log.day, new Date(), timeZone, locale),
            read.log.note,
          ]
            .filter(Boolean)
            .join(', ')}
      </Text>
    </form>
  );
}
