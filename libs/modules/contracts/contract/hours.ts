import { positivePrice, tradeDate } from '@kelp/catalog/contract';
import { contract, idOf, localDate, z } from '@kelp/kernel/contract';

/** A closed period of a bucket; minutes as exact text. */
export const bucketStateCard = z.object({
  periodFrom: localDate,
  periodTo: localDate,
  included: z.string(),
  rolledIn: z.string(),
  used: z.string(),
  overage: z.string(),
  carriedOut: z.string(),
  expired: z.string(),
});

export const lotCard = z.object({
  id: z.uuid(),
  minutes: z.number(),
  price: z.string(),
  boughtOn: localDate,
  expiresOn: localDate.nullable(),
  /** Minutes on invoices. */
  used: z.number(),
  note: z.string(),
});
export type LotCard = z.output<typeof lotCard>;

/** Takes back a block that nothing has used and no invoice holds. */
export const removePrepaidLot = contract({
  name: 'contract.remove_prepaid_lot',
  input: z.object({ id: idOf('prepaid block') }),
  output: z.object({ id: z.uuid() }),
});

/** Sells a client a block of prepaid time; it is billed with the next invoice and usable from its day. */
export const addPrepaidLot = contract({
  name: 'contract.add_prepaid_lot',
  input: z
    .object({
      lineId: idOf('contract line'),
      minutes: z.number().int().min(1, 'Enter more than 0 hours.').max(10_000_000),
      /** Minor units for the whole block. */
      price: positivePrice,
      boughtOn: tradeDate,
      /** The first day on which it cannot be used; null = never. */
      expiresOn: tradeDate.nullable().default(null),
      note: z.string().max(500).default(''),
    })
    .refine(({ boughtOn, expiresOn }) => expiresOn === null || expiresOn > boughtOn, {
      path: ['expiresOn'],
      message: 'Choose a day after the purchase, or leave it empty.',
    }),
  output: z.object({ id: z.uuid() }),
});
