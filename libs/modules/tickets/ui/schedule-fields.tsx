'use client';

import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormats, zoneNames } from '@kelp/ui';
import { instantOf, localOf, sendAtWords, usualTimes, type SendAt } from './send-at';
import { t } from './strings';

interface ScheduleFieldsProps {
  value: SendAt | null;
  onChoose: (value: SendAt) => void;
  /** takes the time away again */
  onClear?: () => void;
}

/** When a reply shall leave: a usual time at a press, or any time in any zone, which is named. */
export default function ScheduleFields({ value, onChoose, onClear }: ScheduleFieldsProps) {
  const { locale, timeZone } = useFormats();
  const [now] = useState(() => new Date());
  const [zone, setZone] = useState(value?.zone ?? timeZone);
  const [local, setLocal] = useState(() =>
    localOf(value ?? { at: usualTimes(now, timeZone)[0]?.at ?? now, zone: timeZone }),
  );
  const at = instantOf(local, zone);
  const problem = at === null ? t('schedule.noTime') : at <= now ? t('schedule.past') : null;
  return (
    <div className="kelp-schedule">
      <div className="kelp-schedule-usual">
        {usualTimes(now, zone).map(({ key, at: usual }) => (
          <Button key={key} size="xs" variant="default" onClick={() => onChoose({ at: usual, zone })}>
            {t(`schedule.${key}`)}
          </Button>
        ))}
      </div>
      <TextInput
        type="datetime-local"
        label={t('schedule.when')}
        value={local}
        onChange={(event) => setLocal(event.currentTarget.value)}
        error={problem}
      />
      <Select
        label={t('schedule.zone')}
        data={zoneNames()}
        value={zone}
        onChange={(chosen) => chosen && setZone(chosen)}
        allowDeselect={false}
        searchable
        comboboxProps={{ withinPortal: false }}
      />
      <p className="kelp-muted">{t('schedule.promise')}</p>
      <div className="kelp-actions">
        {onClear && value && (
          <Button variant="default" size="xs" onClick={onClear}>
            {t('schedule.clear')}
          </Button>
        )}
        <Button
          size="xs"
          h="auto"
          mih={30}
          styles={{ label: { whiteSpace: 'normal' } }}
          disabled={problem !== null}
          onClick={() => at && onChoose({ at, zone })}
        >
          {at && !problem ? t('schedule.choose', { when: sendAtWords({ at, zone }, locale) }) : t('schedule.title')}
        </Button>
      </div>
    </div>
  );
}
