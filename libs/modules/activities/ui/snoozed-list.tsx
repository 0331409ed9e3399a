'use client';

import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { formatInstant } from '@kelp/std';
import { useFormats } from '@kelp/ui';
import type { WorkList } from '../contract';
import { keyOf } from '../domain/arrange';
import { t } from './strings';
import { nameOf } from './work-row';

/** What is out of sight, when it comes back, and a way to have it back now. */
export function SnoozedList({
  snoozed,
  onWake,
}: {
  snoozed: WorkList['snoozed'];
  onWake: (item: { kind: string; id: string }) => void;
}) {
  const { locale, timeZone } = useFormats();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (snoozed.length === 0) return null;
  const Arrow = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <section className="kelp-work-snoozed">
      <h2>
        <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          <Arrow size={15} aria-hidden="true" />
          {t('snooze.list')} <span className="kelp-num kelp-muted">{snoozed.length}</span>
        </button>
      </h2>
      <div id={id} hidden={!isOpen}>
        <p className="kelp-muted">{t('snooze.rule')}</p>
        <ul>
          {snoozed.map((item) => (
            <li key={keyOf(item)}>
              <span className="kelp-work-title">{nameOf(item)}</span>
              <span className="kelp-num kelp-muted">
                {t('snooze.back', { at: formatInstant(item.until, timeZone, locale, 'date_time') })}
              </span>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${t('snooze.wake')}: ${nameOf(item)}`}
                onClick={() => onWake(item)}
              >
                {t('snooze.wake')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
