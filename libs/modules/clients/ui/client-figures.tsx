'use client';

import { Money, StatusBadge } from '@kelp/ui';
import type { ClientHealth } from '../contract';
import { t } from './strings';

const nothing = <span className="kelp-muted">–</span>;

/** Broken promises and those in danger, in words. */
export function Promises({ tickets }: { tickets: NonNullable<ClientHealth['tickets']> }) {
  const { breached, atRisk } = tickets;
  if (breached + atRisk === 0) return nothing;
  return (
    <span className="kelp-client-promises">
      {breached > 0 && <StatusBadge tone="danger" label={t('health.breached', { count: breached })} plain />}
      {atRisk > 0 && <StatusBadge tone="warning" label={t('health.atRisk', { count: atRisk })} plain />}
    </span>
  );
}

/** What is past due, one sum for each currency. */
export function Overdue({ money }: { money: NonNullable<ClientHealth['money']> }) {
  if (money.overdue.length === 0) return nothing;
  return (
    <span className="kelp-client-sums">
      {money.overdue.map(({ currency, amount }) => (
        <Money key={currency} minor={amount} currency={currency} />
      ))}
    </span>
  );
}
