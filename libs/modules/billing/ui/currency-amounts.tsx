'use client';

import { ActionIcon, Button, Group, Input, Select, Stack, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { currencyChoices } from '@kelp/ui';
import { t } from './strings';

/** An amount as it is typed, by currency. */
export interface TypedAmount {
  currency: string;
  text: string;
}

interface CurrencyAmountsProps {
  label: string;
  description: string;
  /** What is not an own amount yet. */
  rows: readonly TypedAmount[];
  onChange: (rows: TypedAmount[]) => void;
  readOnly: boolean;
}

/** An amount for each currency; none: the rule is off. */
export function CurrencyAmounts({ label, description, rows, onChange, readOnly }: CurrencyAmountsProps) {
  const change = (at: number, patch: Partial<TypedAmount>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...patch } : row)));
  return (
    <Input.Wrapper label={label} description={description} labelElement="div">
      <Stack gap="xs" mt="xs">
        {rows.map((row, at) => (
          <Group key={at} gap="xs" wrap="nowrap">
            <Select
              aria-label={t('rules.currencyOf', { rule: label })}
              data={currencyChoices()}
              value={row.currency}
              searchable
              allowDeselect={false}
              disabled={readOnly}
              w={220}
              onChange={(currency) => currency && change(at, { currency })}
            />
            <TextInput
              aria-label={t('rules.amountOf', { rule: label, currency: row.currency })}
              inputMode="decimal"
              value={row.text}
              disabled={readOnly}
              w={140}
              onChange={(event) => change(at, { text: event.currentTarget.value })}
            />
            {!readOnly && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('rules.removeAmount', { rule: label, currency: row.currency })}
                onClick={() => onChange(rows.filter((_row, index) => index !== at))}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {!readOnly && (
          <Button
            size="xs"
            variant="default"
            style={{ justifySelf: 'start', alignSelf: 'flex-start' }}
            onClick={() => onChange([...rows, { currency: freeCurrency(rows), text: '' }])}
          >
            {t('rules.addAmount')}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

const usual = ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD'];
const freeCurrency = (rows: readonly TypedAmount[]): string =>
  usual.find((currency) => rows.every((row) => row.currency !== currency)) ?? 'USD';
