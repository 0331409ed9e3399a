'use client';

import { Radio, Select, Stack, Switch, TextInput } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { Dialog, ErrorState, ExactTime, FormDialog, PageLoading, toastSuccess, useFormats, zoneNames } from '@kelp/ui';
import { createBusinessCalendar, updateBusinessCalendar, type CalendarHours } from '../contract';
import { faultsOf, instantOf, startingHours } from './calendar-draft';
import { CalendarExceptions } from './calendar-exceptions';
import { CalendarHolidays } from './calendar-holidays';
import { CalendarWeek } from './calendar-week';
import { EditionList } from './edition-list';
import { useCalendar, useMay, useRefreshSla, type Calendar } from './sla-settings-queries';
import { t } from './strings';

const BackTest = lazy(() => import('./back-test').then((part) => ({ default: part.BackTest })));

interface Draft {
  name: string;
  hours: CalendarHours;
  /** `''` for now, else the wall time in the calendar's zone. */
  from: string;
}

async function save(calendar: Calendar | null, { name, hours, from }: Draft): Promise<void> {
  if (Object.keys(faultsOf(hours)).length > 0) throw invalid(t('calendar.faulty'));
  if (!calendar) {
    await call(createBusinessCalendar, { name, hours });
    return;
  }
  const isOther = JSON.stringify(hours) !== JSON.stringify(calendar.hours);
  const effectiveAt = instantOf(from, hours.timezone);
  await call(updateBusinessCalendar, {
    id: calendar.id,
    version: calendar.version,
    name,
    // the same hours again would be a new version for nothing
    ...(isOther ? { hours, ...(effectiveAt ? { effectiveAt } : {}) } : {}),
  });
}

function EffectiveFrom({ draft, onChange, fault }: { draft: Draft; onChange: (from: string) => void; fault?: string }) {
  const [isLater, setLater] = useState(false);
  return (
    <fieldset className="kelp-sla-group">
      <legend>{t('calendar.from')}</legend>
      <Radio.Group
        aria-label={t('calendar.from')}
        value={isLater ? 'later' : 'now'}
        onChange={(value) => {
          setLater(value === 'later');
          if (value === 'now') onChange('');
        }}
      >
        <Stack gap="xs">
          <Radio value="now" label={t('calendar.fromNow')} />
          <Radio value="later" label={t('calendar.fromLater')} />
        </Stack>
      </Radio.Group>
      {isLater && (
        <TextInput
          type="datetime-local"
          label={t('calendar.fromAt', { zone: draft.hours.timezone })}
          value={draft.from}
          onChange={(event) => onChange(event.currentTarget.value)}
          error={fault}
          required
          maw={260}
        />
      )}
      <p className="kelp-muted">{t('calendar.effect')}</p>
    </fieldset>
  );
}

function CalendarForm({ calendar, onClose }: { calendar: Calendar | null; onClose: () => void }) {
  const { timeZone } = useFormats();
  const refresh = useRefreshSla();
  const may = useMay();
  const mayChange = may(calendar ? 'business_hours.update' : 'business_hours.create');
  const mayTry = mayChange && may('sla_policy.update');
  const [draft, setDraft] = useState<Draft>({
    name: calendar?.name ?? '',
    hours: calendar?.hours ?? startingHours(timeZone),
    from: '',
  });
  const [refused, setRefused] = useState<Record<string, string>>({});
  const { hours } = draft;
  const faults = faultsOf(hours);
  const setHours = (next: CalendarHours) => setDraft((current) => ({ ...current, hours: next }));

  async function submit() {
    if (!mayChange) return;
    await save(calendar, draft);
    toastSuccess(t('calendar.saved', { name: draft.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={calendar ? calendar.name : t('calendar.new')}
      submitLabel={t(mayChange ? (calendar ? 'settings.save' : 'calendar.create') : 'settings.done')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={setRefused}
      onClose={onClose}
    >
      {calendar && (
        <p className="kelp-muted">
          {t('calendar.version', { number: calendar.number })} <ExactTime at={calendar.effectiveAt} />
        </p>
      )}
      <TextInput
        label={t('calendar.name')}
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        error={refused['name']}
        maxLength={200}
        readOnly={!mayChange}
        required
        data-autofocus
      />
      <Select
        label={t('calendar.zone')}
        data={zoneNames()}
        value={hours.timezone}
        onChange={(timezone) => timezone && setHours({ ...hours, timezone })}
        error={faults['timezone']}
        readOnly={!mayChange}
        allowDeselect={false}
        searchable={mayChange}
        limit={100}
        required
      />
      <Switch
        label={t('calendar.alwaysOpen')}
        description={t('calendar.alwaysOpenHint')}
        checked={hours.alwaysOpen}
        onChange={(event) => setHours({ ...hours, alwaysOpen: event.currentTarget.checked })}
        disabled={!mayChange}
      />
      {!hours.alwaysOpen && (
        <>
          <CalendarWeek hours={hours} faults={faults} mayChange={mayChange} onChange={setHours} />
          <CalendarExceptions hours={hours} faults={faults} mayChange={mayChange} onChange={setHours} />
          <CalendarHolidays hours={hours} faults={faults} mayChange={mayChange} onChange={setHours} />
        </>
      )}
      {calendar && mayTry && (
        <Suspense fallback={<PageLoading lines={2} />}>
          <BackTest draft={{ calendarId: calendar.id, hours }} />
        </Suspense>
      )}
      {calendar && <EditionList of={{ calendarId: calendar.id }} />}
      {calendar && mayChange && (
        <EffectiveFrom
          draft={draft}
          onChange={(from) => setDraft((current) => ({ ...current, from }))}
          {...(refused['effectiveAt'] ? { fault: refused['effectiveAt'] } : {})}
        />
      )}
    </FormDialog>
  );
}

function ExistingCalendar({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useCalendar(id);
  // what is being typed must not be replaced; saving over somebody else's change is refused instead
  const [loaded, setLoaded] = useState<Calendar | null>(null);
  if (query.data && !query.isFetching && !loaded) setLoaded(query.data);
  if (loaded) return <CalendarForm calendar={loaded} onClose={onClose} />;
  return (
    <Dialog opened onClose={onClose} title={t('calendar.one')} size="lg">
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <PageLoading />}
    </Dialog>
  );
}

/** A business calendar with its week and its days off; without an id a new one. */
export function CalendarDialog({ id, onClose }: { id: string | null; onClose: () => void }) {
  return id ? <ExistingCalendar id={id} onClose={onClose} /> : <CalendarForm calendar={null} onClose={onClose} />;
}
