import { abilities, contract, idOf, instant, localDate, minorUnits, pageOf, paging, z } from '@kelp/kernel/contract';
import { clientIds, invoiceState, notice, reference } from './shapes';

export const runState = z.enum(['running', 'stopping', 'stopped', 'finished']);
export const runClientState = z.enum(['queued', 'drafted', 'nothing', 'blocked', 'failed']);

export const billingRunRow = z.object({
  id: z.uuid(),
  cutOff: localDate,
  state: runState,
  clientCount: z.number(),
  startedBy: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  counts: z.object({
    queued: z.number(),
    drafted: z.number(),
    nothing: z.number(),
    blocked: z.number(),
    failed: z.number(),
  }),
  totals: z.array(z.object({ currency: z.string(), total: minorUnits })),
});
export type BillingRunRow = z.output<typeof billingRunRow>;

export const listBillingRuns = contract({
  name: 'billing_run.list',
  input: z.object({ ...paging }),
  output: pageOf(billingRunRow),
});

export const runClientRow = z.object({
  client: reference,
  profile: reference.nullable(),
  state: runClientState,
  /** Why nothing came of it, as a sentence. */
  note: z.string().nullable(),
  blockers: z.array(notice),
  invoice: z
    .object({
      id: z.uuid(),
      state: invoiceState,
      number: z.string().nullable(),
      currency: z.string(),
      total: minorUnits,
    })
    .nullable(),
});
export type RunClientRow = z.output<typeof runClientRow>;

/** A run with a page of its clients; ask again whenever the topic `billing_run` moves. */
export const getBillingRun = contract({
  name: 'billing_run.get',
  input: z.object({ id: idOf('billing run'), state: runClientState.optional(), ...paging }),
  output: billingRunRow.extend({ clients: pageOf(runClientRow), abilities }),
});

/**
 * Starts a billing run up to the cut-off date for these clients, or for all with something due. `id` is null when nothing is due.
 * The same run that is still going is answered again with `isNew` false.
 */
export const startBillingRun = contract({
  name: 'billing_run.start',
  input: z.object({ cutOff: localDate.optional(), clientIds: clientIds.optional() }),
  output: z.object({ id: z.uuid().nullable(), isNew: z.boolean(), clientCount: z.number() }),
});

/** Stops after the chunk at work; drafts made so far stay, clients not reached are billed by the next run. */
export const stopBillingRun = contract({
  name: 'billing_run.stop',
  input: z.object({ id: idOf('billing run') }),
  output: z.object({ id: z.uuid(), state: runState }),
});
