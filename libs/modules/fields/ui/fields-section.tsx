'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { invalid, isAppError } from '@kelp/std';
import type { Entity } from '@kelp/tags/contract';
import { ErrorState, Facts, Section, toastError, toastUndo } from '@kelp/ui';
import { recordFields, type CustomInput, type FilledField } from '../contract';
import { fieldFact } from './field-facts';
import { useOwnCurrency, useRecordFields, useRefreshFields } from './field-queries';
import { t } from './strings';

export interface FieldsSectionProps {
  entity: Entity;
  id: string;
  /** Saves some values of the record, by the action of the room that owns it; a version that is not the latest is refused as stale. */
  save: (custom: CustomInput, version: number | undefined) => Promise<unknown>;
}

/** True as soon as the element came into view once. */
function useSeen() {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element || isSeen) return;
    const watch = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [isSeen]);
  return { place, isSeen };
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** The custom fields of a record, asked for when they come into view and edited where they stand. Nothing where there are none. */
export function FieldsSection({ entity, id, save }: FieldsSectionProps) {
  const { place, isSeen } = useSeen();
  const query = useRecordFields(entity, id, isSeen);
  const currency = useOwnCurrency();
  const cache = useQueryClient();
  const refresh = useRefreshFields();
  const { data } = query;

  /** Somebody may have changed the record meanwhile: another fact of it is no matter, the same field is. */
  async function send(field: FilledField, value: unknown, version: number | undefined): Promise<void> {
    try {
      await save({ [field.key]: value }, version);
    } catch (error) {
      if (!isAppError(error) || error.id !== 'stale') throw error;
      const now = await call(recordFields, { entity, id });
      cache.setQueryData([recordFields.name, entity, id], now);
      const theirs = now.fields.find(({ key }) => key === field.key);
      if (theirs && !isSame(theirs.value, field.value))
        throw invalid(t('stale', { label: field.label, value: theirs.words || t('none') }));
      return send(field, value, now.version);
    }
  }

  async function change(field: FilledField, value: unknown): Promise<void> {
    if (isSame(field.value, value === '' ? null : value)) return;
    await send(field, value, data?.version);
    await refresh();
    const now = (await call(recordFields, { entity, id })).fields.find(({ key }) => key === field.key);
    toastUndo({
      message: now?.words
        ? t('saved.value', { label: field.label, value: now.words })
        : t('saved.none', { label: field.label }),
      onUndo: () => void save({ [field.key]: field.value }, undefined).then(refresh, toastError),
    });
  }

  return (
    <div ref={place} aria-busy={query.isLoading || undefined}>
      {query.isError && !data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {data && data.fields.length > 0 && (
        <Section title={t('section')}>
          <Facts facts={data.fields.map((field) => fieldFact(field, currency, data.mayUpdate ? change : null))} />
        </Section>
      )}
    </div>
  );
}
