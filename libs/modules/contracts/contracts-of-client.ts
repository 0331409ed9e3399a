import { clientDependents, countDependents } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';

/** What this room keeps of a client, so that it is not deleted below it. */
export const contractsOfClient = fillServerSlot(clientDependents, (ctx, { clientId }) =>
  countDependents(ctx, clientId, [
    {
      table: 'contracts',
      one: 'contract',
      other: 'contracts',
      href: `/msp/clients/${clientId}`,
      permission: 'contract.read',
    },
    {
      table: 'billing_profiles',
      one: 'billing profile',
      other: 'billing profiles',
      href: `/msp/clients/${clientId}`,
      permission: 'billing_profile.read',
    },
    {
      table: 'purchase_orders',
      one: 'purchase order',
      other: 'purchase orders',
      href: `/msp/clients/${clientId}`,
      permission: 'purchase_order.read',
    },
    {
      table: 'discounts',
      one: 'discount',
      other: 'discounts',
      href: `/msp/clients/${clientId}`,
      permission: 'discount.read',
    },
    {
      table: 'meter_events',
      one: 'usage event',
      other: 'usage events',
      href: '/msp/contracts/meters',
      permission: 'meter.read',
    },
  ]),
);
