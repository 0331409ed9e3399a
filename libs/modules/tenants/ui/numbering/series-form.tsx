'use client';

import { Group, NumberInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { numberText } from '@kelp/std';
import { SavedForm, Section, toastSuccess } from '@kelp/ui';
import { mostDigits, saveNumberSeries, type NumberSeries } from '../../contract';
import { prefixFault } from '../../domain/number-prefix';
import { t } from '../strings';

type Values = Pick<NumberSeries, 'prefix' | 'padding' | 'next'>;
const whole = (value: number | string): number => Math.trunc(Number(value)) || 0;

/** How one kind of record is numbered, with the number that the next one would get. */
export function SeriesForm({
  series,
  mayChange,
  onSaved,
}: {
  series: NumberSeries;
  mayChange: boolean;
  onSaved: () => Promise<void>;
}) {
  const { kind, last, mayChooseNext, version } = series;
  const [changed, setChanged] = useState<Partial<Values>>({});
  const values: Values = { ...series, ...changed };
  const { prefix, padding, next } = values;
  const set = (patch: Partial<Values>) => setChanged((before) => ({ ...before, ...patch }));
  const isClean = prefix === series.prefix && padding === series.padding && next === series.next;
  const isShown = padding >= 1 && padding <= mostDigits && next >= 1;

  async function save() {
    await call(saveNumberSeries, { kind, version, prefix, padding, next: next === series.next ? undefined : next });
    await onSaved();
    setChanged({});
    toastSuccess(t(`numbering.saved.${kind}`));
  }

  return (
    <Section title={t(`numbering.${kind}`)}>
      <SavedForm
        gap="md"
        mayChange={mayChange}
        isClean={isClean}
        onSave={save}
        saveLabel={t('save')}
        onDiscard={() => setChanged({})}
        discardLabel={t('discard')}
      >
        <Group align="flex-start" gap="md">
          <TextInput
            label={t('numbering.prefix')}
            w={{ base: '100%', xs: 200 }}
            value={prefix}
            onChange={(event) => set({ prefix: event.currentTarget.value.trim() })}
            error={prefixFault(kind, prefix)}
            maxLength={12}
            autoCapitalize="characters"
            spellCheck={false}
            readOnly={!mayChange}
          />
          <NumberInput
            label={t('numbering.digits')}
            description={t('numbering.digitsHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            w={{ base: '100%', xs: 170 }}
            value={padding}
            onChange={(value) => set({ padding: whole(value) })}
            min={1}
            max={mostDigits}
            readOnly={!mayChange}
          />
          <NumberInput
            label={t('numbering.next')}
            description={mayChooseNext ? null : t('numbering.fixed')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            w={{ base: '100%', xs: 200 }}
            value={next}
            onChange={(value) => set({ next: whole(value) })}
            min={1}
            readOnly={!mayChange || !mayChooseNext}
            error={last !== null && next <= last ? t('numbering.taken', { number: last + 1 }) : null}
          />
        </Group>
        <Text>
          {t(`numbering.preview.${kind}`)}{' '}
          <strong aria-live="polite">{isShown ? numberText(values, BigInt(next)) : '…'}</strong>
        </Text>
      </SavedForm>
    </Section>
  );
}
