'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatMoney } from '@kelp/std';
import { Section, useFormats } from '@kelp/ui';
import { endDiscount, listDiscounts, type ContractCard, type DiscountCard } from '../contract';
import { EndDialog } from './end-dialog';
import { t } from './strings';

/** Dialogs come when they are opened. */
const DiscountDialog = dynamic(() => import('./discount-dialog').then((file) => file.DiscountDialog));
const CodeDialog = dynamic(() => import('./code-dialog').then((file) => file.CodeDialog));

type Open = { kind: 'add' } | { kind: 'code' } | { kind: 'end'; discount: DiscountCard };

function useDiscounts(contractId: string) {
  return useQuery({
    queryKey: [listDiscounts.name, { contractId }],
    queryFn: ({ signal }) => call(listDiscounts, { contractId }, { signal }),
  });
}

interface RowProps {
  discount: DiscountCard;
  /** A percentage has none of its own. */
  contractCurrency: string;
  onEnd: (() => void) | undefined;
}

function DiscountRow({ discount, contractCurrency, onEnd }: RowProps) {
  const { locale } = useFormats();
  const { sentence, used, currency } = discount;
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Text>{sentence}</Text>
        {used !== 0n && (
          <Text size="sm" className="kelp-muted kelp-num">
            {t('discount.used', { amount: formatMoney(used, currency ?? contractCurrency, locale) })}
          </Text>
        )}
      </div>
      {onEnd && (
        <Button size="xs" variant="subtle" color="gray" onClick={onEnd}>
          {t('discount.end')}
        </Button>
      )}
    </Group>
  );
}

/** The discounts that touch a contract, as sentences; new ones, codes, and their end. */
export function DiscountSection({ contract }: { contract: ContractCard }) {
  const { data } = useDiscounts(contract.id);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  if (!data) return null;
  const mayCreate = data.abilities.includes('discount.create');
  if (!mayCreate && data.rows.length === 0) return null;
  const actions = (
    <Group gap="xs">
      <Button size="xs" variant="subtle" onClick={() => setOpen({ kind: 'code' })}>
        {t('discount.redeem')}
      </Button>
      <Button size="xs" variant="default" onClick={() => setOpen({ kind: 'add' })}>
        {t('discount.add')}
      </Button>
    </Group>
  );
  const onEnd = (discount: DiscountCard) =>
    data.abilities.includes('discount.update') ? () => setOpen({ kind: 'end', discount }) : undefined;
  async function end(discount: DiscountCard, validTo: string | null) {
    if (validTo) await call(endDiscount, { id: discount.id, version: discount.version, validTo });
  }
  return (
    <Section title={t('discount.title')} {...(mayCreate ? { actions } : {})}>
      {data.rows.length === 0 ? (
        <Text size="sm" className="kelp-muted">
          {t('discount.none')}
        </Text>
      ) : (
        <Stack gap="xs">
          {data.rows.map((discount) => (
            <DiscountRow
              key={discount.id}
              discount={discount}
              contractCurrency={contract.currency}
              onEnd={onEnd(discount)}
            />
          ))}
        </Stack>
      )}
      {open?.kind === 'add' && <DiscountDialog contract={contract} onClose={close} />}
      {open?.kind === 'code' && <CodeDialog contract={contract} onClose={close} />}
      {open?.kind === 'end' && (
        <EndDialog
          title={t('discount.endTitle', { name: open.discount.name })}
          endsOn={null}
          onEnd={(validTo) => end(open.discount, validTo)}
          onClose={close}
        />
      )}
    </Section>
  );
}
