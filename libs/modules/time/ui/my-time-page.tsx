'use client';

import { ActionIcon, Button, Stack, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, localDate, weekday, weekdays } from '@kelp/std';
import { PageHeader, useFormats, QueryState } from '@kelp/ui';
import { usualSchedule, capacityOn } from '../domain/work-schedule';
import { IntervalsSection } from './intervals-section';
import { QuickLogLine } from './quick-log';
import { workDateText } from './read-time';
import { SheetBar } from './sheet-bar';
import { useTimeSheet } from './sheet-queries';
import { periodWords } from './sheet-words';
import { t } from './strings';
import { useMyHours } from './use-intervals';
import { WeekGrid } from './week-grid';
import { useChosenPerson, WhoseTime } from './whose-time';

const mondayOf = (date: string): string => addDays(date, -weekdays.indexOf(weekday(date)));

/**
 * One's own time: a line to log by, the week as a grid, the sheet it is handed in with, and what this browser has noted. Or the week of somebody
 * whose time one may write.
 */
export function MyTimePage() {
  const { locale, timeZone } = useFormats();
  const [chosen, setChosen] = useState<string | null>(null);
  const mine = useMyHours();
  const person = useChosenPerson();
  const hours = person ?? mine;
  const today = localDate(new Date(), hours?.zone ?? timeZone);
  const monday = chosen ?? mondayOf(today);
  const date = chosen ?? today;
  const userId = person?.id;
  const sheet = useTimeSheet({ date, ...(userId ? { userId } : {}) });
  const days = weekdays.map((_, at) => {
    const day = addDays(monday, at);
    return {
      date: day,
      label: workDateText(day, locale),
      capacityMinutes: capacityOn(hours?.week ?? usualSchedule, day),
    };
  });
  return (
    <div className="kelp-page">
      <PageHeader
        title={person ? t('mine.titleOf', { name: person.name }) : t('mine.title')}
        meta={<span className="kelp-num">{periodWords({ startsOn: monday, endsOn: addDays(monday, 7) }, locale)}</span>}
        actions={
          <>
            <WhoseTime />
            <ActionIcon
              variant="default"
              size="md"
              aria-label={t('mine.before')}
              onClick={() => setChosen(addDays(monday, -7))}
            >
              <IconChevronLeft size={16} />
            </ActionIcon>
            <Button variant="default" size="xs" onClick={() => setChosen(null)}>
              {t('mine.thisWeek')}
            </Button>
            <ActionIcon
              variant="default"
              size="md"
              aria-label={t('mine.after')}
              onClick={() => setChosen(addDays(monday, 7))}
            >
              <IconChevronRight size={16} />
            </ActionIcon>
          </>
        }
      />
      <Stack gap="md">
        {person ? (
          <Text size="sm" c="dimmed">
            {t('mine.forOther', { name: person.name })}
          </Text>
        ) : (
          <QuickLogLine />
        )}
        <QueryState query={sheet} />
        {sheet.data && (
          <>
            <SheetBar sheet={sheet.data} userId={userId} />
            <WeekGrid
              key={`${monday} ${userId ?? ''}`}
              userId={userId}
              days={days}
              weekBefore={{ from: addDays(monday, -7), to: addDays(monday, -1) }}
              mayLog={sheet.data.abilities.includes('log')}
            />
          </>
        )}
        {!person && <IntervalsSection />}
      </Stack>
    </div>
  );
}
