'use client';

import { Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { addDays, formatMoney, invalid, parsePrice, priceToDecimalString } from '@kelp/std';
import { FormDialog, useFormats } from '@kelp/ui';
import { addDraftLine, changeDraftLine, type InvoiceDetail, type InvoiceLineCard } from '../contract';
import { lineAmount } from '../domain/line-amount';
import { useRefreshBilling } from './billing-queries';
import { useTaxCategories } from './choices';
import { t } from './strings';
import './billing-pages.css';

export interface LineDialogProps {
  invoice: InvoiceDetail;
  /** null: a new line */
  line: InvoiceLineCard | null;
  onClose: () => void;
}

const quantityPattern = /^-?\d{1,12}(\.\d{1,6})?$/;

/** Minor units of what is typed so far; null while it is no amount. */
function typedAmount(quantity: string, price: string, priceBase: number, currency: string): bigint | null {
  if (!quantityPattern.test(quantity.trim())) return null;
  try {
    return lineAmount(quantity.trim(), parsePrice(price, currency), priceBase);
  } catch {
    return null;
  }
}

function startingFields({ invoice, line }: LineDialogProps) {
  return {
    description: line?.description ?? '',
    quantity: line?.quantity ?? '1',
    price: line ? priceToDecimalString(line.unitPrice, invoice.currency) : '',
    from: line?.servicePeriod.start ?? invoice.invoiceDate,
    includesTax: line?.includesTax ?? false,
    last: line ? addDays(line.servicePeriod.end, -1) : invoice.invoiceDate,
  };
}

/** Writes or changes one line of a draft; the amount is counted while one types. */
export function LineDialog(props: LineDialogProps) {
  const { invoice, line, onClose } = props;
  const { currency, id, version } = invoice;
  const { locale } = useFormats();
  const refresh = useRefreshBilling();
  const categories = useTaxCategories().data?.categories ?? [];
  const [fields, setFields] = useState(() => startingFields(props));
  const [chosen, setChosen] = useState<string | null>(null);
  const set = (change: Partial<typeof fields>) => setFields((before) => ({ ...before, ...change }));
  // A new line is taxed unless somebody says otherwise.
  const usual = categories.find(({ isExempt }) => !isExempt) ?? categories[0];
  const own = categories.find(({ name }) => name === line?.taxCategory) ?? usual;
  const taxCategoryId = chosen ?? own?.id ?? null;
  const priceBase = line?.priceBase ?? 1;
  const amount = typedAmount(fields.quantity, fields.price, priceBase, currency);

  async function save() {
    const unitPrice = parsePrice(fields.price, currency);
    if (!taxCategoryId) throw invalid(t('line.chooseTax'));
    const written = {
      description: fields.description,
      quantity: fields.quantity.trim(),
      unitPrice,
      taxCategoryId,
      includesTax: fields.includesTax,
      serviceFrom: fields.from,
      serviceTo: addDays(fields.last < fields.from ? addDays(fields.from, -1) : fields.last, 1),
    };
    if (line) await call(changeDraftLine, { id, version, position: line.position, ...written });
    else await call(addDraftLine, { id, version, line: written });
    await refresh();
  }

  return (
    <FormDialog
      title={t(line ? 'line.changeTitle' : 'line.addTitle')}
      submitLabel={t(line ? 'line.save' : 'line.add')}
      size="lg"
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput
        label={t('column.description')}
        required
        maxLength={500}
        data-autofocus
        value={fields.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <div className="kelp-b-fields">
        <TextInput
          label={t(line?.unit === 'minute' ? 'line.minutes' : 'column.quantity')}
          inputMode="decimal"
          value={fields.quantity}
          error={!quantityPattern.test(fields.quantity.trim()) && t('line.quantityWrong')}
          onChange={(event) => set({ quantity: event.currentTarget.value })}
        />
        <TextInput
          label={t(line?.unit === 'minute' ? 'line.hourPrice' : 'line.price', { currency })}
          inputMode="decimal"
          required
          value={fields.price}
          description={amount !== null && t('line.amount', { amount: formatMoney(amount, currency, locale) })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(event) => set({ price: event.currentTarget.value })}
        />
        <Select
          label={t('column.tax')}
          data={categories.map(({ id: value, name }) => ({ value, label: name }))}
          value={taxCategoryId}
          allowDeselect={false}
          onChange={setChosen}
        />
      </div>
      <Switch
        label={t('line.includesTax')}
        checked={fields.includesTax}
        onChange={(event) => set({ includesTax: event.currentTarget.checked })}
      />
      <div className="kelp-b-fields">
        <TextInput
          type="date"
          label={t('line.from')}
          value={fields.from}
          onChange={(event) => set({ from: event.currentTarget.value, last: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('line.last')}
          value={fields.last}
          onChange={(event) => set({ last: event.currentTarget.value })}
        />
      </div>
      {line && line.kind !== 'manual' && <p className="kelp-muted">{t('line.keepsSources')}</p>}
    </FormDialog>
  );
}
