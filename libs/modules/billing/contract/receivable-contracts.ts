import { contract, idOf, instant, localDate, minorUnits, pageOf, paging, z } from '@kelp/kernel/contract';
import { transactionRow } from './payment-contracts';
import { reference } from './shapes';

export const agingBucketName = z.enum(['current', 'days30', 'days60', 'days90', 'older']);

const buckets = {
  current: minorUnits,
  days30: minorUnits,
  days60: minorUnits,
  days90: minorUnits,
  older: minorUnits,
  total: minorUnits,
};
export const agingRow = z.object({ client: reference, currency: z.string(), ...buckets });
export type AgingRow = z.output<typeof agingRow>;

/** What clients owe at the end of a day (today without one), by how long it is overdue. The sums are those of the books on that day. */
export const readAging = contract({
  name: 'receivable.aging',
  input: z.object({ on: localDate.optional(), clientId: idOf('client').optional() }),
  output: z.object({
    on: localDate,
    rows: z.array(agingRow),
    totals: z.array(z.object({ currency: z.string(), ...buckets })),
    upTo: z.number(),
  }),
});

export const openItem = z.object({
  id: z.uuid(),
  number: z.string(),
  client: reference,
  currency: z.string(),
  invoiceDate: localDate,
  dueDate: localDate,
  total: minorUnits,
  amountDue: minorUnits,
  bucket: agingBucketName,
});
export type OpenItemRow = z.output<typeof openItem>;

/** The invoices behind a number of the aging, the oldest due first. */
export const listOpenItems = contract({
  name: 'receivable.items',
  input: z.object({
    on: localDate.optional(),
    clientId: idOf('client').optional(),
    currency: z.string().max(3).optional(),
    bucket: agingBucketName.optional(),
    ...paging,
  }),
  output: pageOf(openItem).extend({ on: localDate }),
});

/** The account of a client over some days, both included: what was owed before, what moved it, what is owed after; by currency. */
export const readStatement = contract({
  name: 'statement.get',
  input: z.object({ clientId: idOf('client'), from: localDate.optional(), to: localDate.optional() }),
  output: z.object({
    client: reference,
    from: localDate,
    to: localDate,
    accounts: z.array(
      z.object({
        currency: z.string(),
        opening: minorUnits,
        closing: minorUnits,
        rows: z.array(transactionRow),
        aging: z.object(buckets).nullable(),
      }),
    ),
  }),
});
export type Statement = z.output<typeof readStatement.output>;

/** Mails the statement as a PDF, to the default billing profile's address unless another is given. */
export const sendStatement = contract({
  name: 'statement.send',
  input: z.object({
    clientId: idOf('client'),
    from: localDate,
    to: localDate,
    address: z.email('Give an address such as amy@acme.test.').max(254).optional(),
  }),
  output: z.object({ address: z.string() }),
});

/** The last looks at the books, the newest first, with what each has found. */
export const listBookChecks = contract({
  name: 'billing.book_checks',
  input: z.object({}),
  output: z.object({
    rules: z.array(z.string()),
    checks: z.array(
      z.object({
        id: z.uuid(),
        checkedAt: instant,
        actor: z.string(),
        violations: z.array(z.object({ rule: z.string(), subject: z.string(), detail: z.string() })),
      }),
    ),
  }),
});

/** Looks at the books now and keeps the result. */
export const checkBooksNow = contract({
  name: 'billing.check_now',
  input: z.object({}),
  output: z.object({ id: z.uuid(), violationCount: z.number() }),
});
