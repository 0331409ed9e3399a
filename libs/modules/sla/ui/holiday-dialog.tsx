'use client';

import { ActionIcon, Button, FileButton, Group, Select, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { Dialog, ErrorState, errorSentence, FormDialog, PageLoading, toastError, toastSuccess } from '@kelp/ui';
import {
  createHolidayCalendar,
  previewCountryHolidays,
  previewIcal,
  updateHolidayCalendar,
  type HolidayDay,
} from '../contract';
import {
  useHolidayCalendar,
  useHolidayCountries,
  useMay,
  useRefreshSla,
  type HolidayCalendar,
} from './sla-settings-queries';
import { t } from './strings';

type Draft = Pick<z.output<typeof createHolidayCalendar.input>, 'name' | 'source' | 'country' | 'region' | 'days'>;
/** What was read and waits to be taken over. */
interface Review {
  days: HolidayDay[];
  lines: string[];
}

const yearsAhead = 3;

function Places({ draft, onRead }: { draft: Draft; onRead: (draft: Partial<Draft>, review: Review) => void }) {
  const countries = useHolidayCountries(true);
  const [country, setCountry] = useState(draft.country);
  const [region, setRegion] = useState(draft.region);
  const regions = countries.data?.rows.find(({ code }) => code === country)?.regions ?? [];
  async function read() {
    if (!country) return;
    try {
      const fromYear = new Date().getUTCFullYear();
      const { days } = await call(previewCountryHolidays, { country, region, fromYear, years: yearsAhead });
      onRead({ source: 'country', country, region }, { days, lines: [] });
    } catch (error) {
      toastError(errorSentence(error));
    }
  }
  const options = (rows: readonly { code: string; name: string }[]) =>
    rows.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Group align="end" gap="xs">
      <Select
        label={t('shared.country')}
        data={options(countries.data?.rows ?? [])}
        value={country}
        onChange={(value) => {
          setCountry(value);
          setRegion(null);
        }}
        searchable
        limit={100}
      />
      <Select
        label={t('shared.region')}
        data={options(regions)}
        value={region}
        onChange={setRegion}
        disabled={regions.length === 0}
        clearable
        searchable
      />
      <Button variant="default" onClick={() => void read()} disabled={!country}>
        {t('shared.readCountry')}
      </Button>
    </Group>
  );
}

/** What an iCalendar file would change, before anything does. */
async function readFile(file: File, id: string | null): Promise<{ name: string; review: Review }> {
  const read = await call(previewIcal, { text: await file.text(), ...(id ? { id } : {}) });
  const line = (key: 'added' | 'removed' | 'renamed') =>
    read[key].length > 0
      ? [t(`shared.review.${key}`, { days: read[key].map(({ date, name }) => `${date} ${name}`).join('; ') })]
      : [];
  const lines = [...line('added'), ...line('removed'), ...line('renamed'), ...read.skipped];
  return { name: read.name, review: { days: read.days, lines } };
}

function DayList({
  days,
  mayChange,
  onChange,
}: {
  days: HolidayDay[];
  mayChange: boolean;
  onChange: (days: HolidayDay[]) => void;
}) {
  return (
    <>
      {days.map((day, at) => {
        const put = (next: HolidayDay) => onChange(days.map((one, index) => (index === at ? next : one)));
        const name = day.name || t('holiday.nth', { number: at + 1 });
        return (
          <Group key={at} gap="xs" wrap="nowrap" role="group" aria-label={name}>
            <TextInput
              type="date"
              aria-label={t('holiday.date', { name })}
              value={day.date}
              onChange={(event) => put({ ...day, date: event.currentTarget.value })}
              readOnly={!mayChange}
              required
            />
            <TextInput
              aria-label={t('holiday.name', { name })}
              value={day.name}
              onChange={(event) => put({ ...day, name: event.currentTarget.value })}
              readOnly={!mayChange}
              maxLength={200}
              required
              style={{ flex: 1 }}
            />
            {mayChange && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('holiday.remove', { name })}
                onClick={() => onChange(days.filter((_, index) => index !== at))}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </Group>
        );
      })}
      {mayChange && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...days, { date: '', name: '' }])}
        >
          {t('holiday.add')}
        </Button>
      )}
    </>
  );
}

function HolidayForm({ calendar, onClose }: { calendar: HolidayCalendar | null; onClose: () => void }) {
  const refresh = useRefreshSla();
  const mayChange = useMay()(calendar ? 'business_hours.update' : 'business_hours.create');
  const [draft, setDraft] = useState<Draft>(
    () => calendar ?? { name: '', source: 'manual', country: null, region: null, days: [] },
  );
  const [review, setReview] = useState<Review | null>(null);
  const set = (part: Partial<Draft>) => setDraft((current) => ({ ...current, ...part }));
  async function submit() {
    if (!mayChange) return;
    const { name, source, country, region, days } = draft;
    if (calendar) await call(updateHolidayCalendar, { id: calendar.id, version: calendar.version, name, days });
    else await call(createHolidayCalendar, { name, source, country, region, days });
    toastSuccess(t('calendar.saved', { name }));
    await refresh();
  }
  async function choose(file: File | null) {
    if (!file) return;
    try {
      const read = await readFile(file, calendar?.id ?? null);
      set({ source: 'ical', name: draft.name || read.name });
      setReview(read.review);
    } catch (error) {
      toastError(errorSentence(error));
    }
  }
  return (
    <FormDialog
      title={calendar ? calendar.name : t('shared.new')}
      submitLabel={t(mayChange ? 'settings.save' : 'settings.done')}
      size="lg"
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('policy.name')}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        maxLength={200}
        readOnly={!mayChange}
        required
        data-autofocus
      />
      {mayChange && (
        <>
          <Places
            draft={draft}
            onRead={(part, read) => {
              set(part);
              setReview(read);
            }}
          />
          <FileButton accept=".ics,text/calendar" onChange={(file) => void choose(file)}>
            {(props) => (
              <Button variant="default" w="fit-content" {...props}>
                {t('shared.readFile')}
              </Button>
            )}
          </FileButton>
        </>
      )}
      {review && (
        <div className="kelp-sla-review" role="status">
          <Text size="sm">{t('shared.review', { count: review.days.length })}</Text>
          {review.lines.map((line) => (
            <Text key={line} size="xs" c="dimmed">
              {line}
            </Text>
          ))}
          <Group gap="xs" mt={6}>
            <Button
              size="xs"
              onClick={() => {
                set({ days: review.days });
                setReview(null);
              }}
            >
              {t('shared.take')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setReview(null)}>
              {t('shared.leave')}
            </Button>
          </Group>
        </div>
      )}
      <DayList days={draft.days} mayChange={mayChange} onChange={(days) => set({ days })} />
    </FormDialog>
  );
}

function ExistingHolidays({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useHolidayCalendar(id);
  // what is being typed must not be replaced; saving over somebody else's change is refused instead
  const [loaded, setLoaded] = useState<HolidayCalendar | null>(null);
  if (query.data && !query.isFetching && !loaded) setLoaded(query.data);
  if (loaded) return <HolidayForm calendar={loaded} onClose={onClose} />;
  return (
    <Dialog opened onClose={onClose} title={t('shared.title')} size="lg">
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <PageLoading />}
    </Dialog>
  );
}

/** A shared calendar of days off; without an id a new one. */
export function HolidayDialog({ id, onClose }: { id: string | null; onClose: () => void }) {
  return id ? <ExistingHolidays id={id} onClose={onClose} /> : <HolidayForm calendar={null} onClose={onClose} />;
}
