'use client';

import { Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatLocalDate, isLocalDate, toDecimal } from '@kelp/std';
import { FormDialog, toastSuccess, useFormats } from '@kelp/ui';
import { setQuantity, type ContractCard, type ContractLineCard } from '../contract';
import { namesOf, NamesField } from './count-fields';
import { useRefreshContracts } from './contract-queries';
import { t } from './strings';

const plainNumber = /^\d{1,12}(\.\d{1,6})?$/;

/** What the date and the number do, before they are saved. */
function Effect({ line, from, quantity }: { line: ContractLineCard; from: string; quantity: string }) {
  const { locale } = useFormats();
  if (!isLocalDate(from) || !plainNumber.test(quantity.trim())) return null;
  const before = line.quantities.findLast(({ onDate }) => onDate <= from)?.quantity ?? '0';
  const difference = toDecimal(quantity.trim()).minus(toDecimal(before));
  const facts = { difference: difference.abs().toFixed(), date: formatLocalDate(from, locale, 'medium') };
  const key = difference.isZero() ? 'quantity.same' : difference.isNegative() ? 'quantity.less' : 'quantity.more';
  return (
    <div role="status">
      <Text size="sm">
        {t(key, facts)} {!difference.isZero() && t('quantity.settled')}
      </Text>
    </div>
  );
}

/** How many a line counts from a date on, with the names that prove it. */
export function QuantityDialog({
  contract,
  line,
  onClose,
}: {
  contract: ContractCard;
  line: ContractLineCard;
  onClose: () => void;
}) {
  const refresh = useRefreshContracts();
  const { locale } = useFormats();
  const [from, setFrom] = useState(contract.today < line.startsOn ? line.startsOn : contract.today);
  const [quantity, setCount] = useState(line.quantities.findLast(({ onDate }) => onDate <= from)?.quantity ?? '');
  const [names, setNames] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});

  function changeNames(text: string) {
    setNames(text);
    const counted = namesOf(text).length;
    if (counted > 0) setCount(String(counted));
  }

  async function submit() {
    const count = quantity.trim();
    const counted = { quantity: count, names: namesOf(names), source: 'person', note: '' };
    const { isNew } = await call(setQuantity, { lineId: line.id, from, ...counted });
    const date = formatLocalDate(from, locale, 'medium');
    toastSuccess(isNew ? t('quantity.saved', { name: line.name, quantity: count, date }) : t('quantity.known'));
    await refresh();
  }

  return (
    <FormDialog
      title={t('quantity.title', { name: line.name })}
      submitLabel={t('quantity.save')}
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <TextInput
          label={t('quantity.from')}
          description={t('quantity.fromHint')}
          type="date"
          required
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          error={errors['from']}
        />
        <TextInput
          label={t('quantity.count')}
          description={t('terms.quantityHint')}
          inputMode="decimal"
          required
          data-autofocus
          value={quantity}
          onChange={(event) => setCount(event.currentTarget.value)}
          error={errors['quantity']}
        />
      </Group>
      <NamesField value={names} onChange={changeNames} />
      <Effect line={line} from={from} quantity={quantity} />
    </FormDialog>
  );
}
