import {
  abilities,
  contract,
  csvPage,
  idOf,
  instant,
  localDate,
  minorUnits,
  pageOf,
  paging,
  z,
} from '@kelp/kernel/contract';
import { mappingKinds, targets } from '../domain/accounting/targets';
import { reference } from './shapes';

export const accountingTarget = z.enum(targets);
export const mappingKind = z.enum(mappingKinds);

const mappingRow = z.object({
  kind: mappingKind,
  key: z.string(),
  /** What it is called here; for accounts the word of the journal. */
  name: z.string(),
  value: z.string(),
});
export type MappingRow = z.output<typeof mappingRow>;

/** What can be mapped for a system, with what is: accounts, services or products, taxes and ways of payment in use, clients that are called otherwise. */
export const listAccountingMappings = contract({
  name: 'accounting_mapping.list',
  input: z.object({ target: accountingTarget.default('journal') }),
  output: z.object({ rows: z.array(mappingRow), abilities }),
});

/** Saves what these are called; an empty word takes the mapping away. Others stay as they are. */
export const saveAccountingMappings = contract({
  name: 'accounting_mapping.save',
  input: z.object({
    target: accountingTarget,
    rows: z
      .array(
        z.object({
          kind: mappingKind,
          key: z.string().min(1).max(300),
          value: z
            .string()
            .trim()
            .max(150, 'At most 150 characters.')
            .regex(/^[^\u0000-\u001f]*$/, 'Line breaks and control characters are not allowed here.'),
        }),
      )
      .max(2000),
  }),
  output: z.object({ saved: z.number() }),
});

const range = {
  target: accountingTarget,
  /** First day on which it was booked, in the workspace's zone; everything before when it is left out. */
  from: localDate.optional(),
  /** The last day; today when it is left out. */
  to: localDate.optional(),
};
const inOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => !from || !to || from <= to;
const orderSentence = { message: 'The last day must not lie before the first one.', path: ['to'] };

const total = z.object({ currency: z.string(), debit: minorUnits });

/** What an export would take: entries of the journal that the system has not, and what must be mapped before. */
export const checkAccountingExport = contract({
  name: 'accounting_export.check',
  input: z.object(range).refine(inOrder, orderSentence),
  output: z.object({
    from: localDate.nullable(),
    to: localDate,
    zone: z.string(),
    kinds: z.array(z.object({ kind: z.string(), count: z.number() })),
    entryCount: z.number(),
    /** More than an export takes at once: the oldest go first. */
    isCut: z.boolean(),
    totals: z.array(total),
    /** One of each row's words is missing; `count` entries wait for it. */
    unmapped: z.array(z.object({ kind: mappingKind, key: z.string(), name: z.string(), count: z.number() })),
    /** What the system cannot take at all. */
    refused: z.array(z.object({ sentence: z.string(), count: z.number() })),
    abilities,
  }),
});
export type ExportCheck = z.output<typeof checkAccountingExport.output>;

/** Exports what the system has not. Refused while something is unmapped, unless that is to be left for a later export. */
export const runAccountingExport = contract({
  name: 'accounting_export.run',
  input: z.object({ ...range, skipsProblems: z.boolean().default(false) }).refine(inOrder, orderSentence),
  output: z.object({ id: z.uuid(), entryCount: z.number(), errorCount: z.number() }),
});

/** Takes an export back: its entries can be exported again. What was imported over there must be removed there. */
export const cancelAccountingExport = contract({
  name: 'accounting_export.cancel',
  input: z.object({ id: idOf('accounting export') }),
  output: z.object({ id: z.uuid() }),
});

const batch = {
  id: z.uuid(),
  target: accountingTarget,
  from: localDate.nullable(),
  to: localDate,
  state: z.enum(['exported', 'cancelled']),
  entryCount: z.number(),
  errorCount: z.number(),
  totals: z.array(total),
  exportedAt: instant,
  exportedBy: z.string(),
  cancelledAt: instant.nullable(),
  cancelledBy: z.string().nullable(),
};
const exportRow = z.object(batch);
export type ExportRow = z.output<typeof exportRow>;

export const listAccountingExports = contract({
  name: 'accounting_export.list',
  input: z.object({ target: accountingTarget.optional(), ...paging }),
  output: pageOf(exportRow).extend({ abilities }),
});

/** An export with its files and the state of each entry, those with a problem first. */
export const getAccountingExport = contract({
  name: 'accounting_export.get',
  input: z.object({ id: idOf('accounting export') }),
  output: z.object({
    ...batch,
    files: z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string() })),
    documents: z.array(
      z.object({
        entryId: z.uuid(),
        kind: z.string(),
        reference: z.string(),
        invoiceId: z.uuid().nullable(),
        client: reference,
        currency: z.string(),
        debit: minorUnits,
        state: z.enum(['exported', 'error', 'cancelled']),
        problem: z.string(),
      }),
    ),
    /** More than 1,000: only the first are listed. */
    isCut: z.boolean(),
    abilities,
  }),
});

/** A file of an export, the same bytes each time. */
export const downloadAccountingFile = contract({
  name: 'accounting_export.file',
  input: z.object({
    id: idOf('accounting export'),
    name: z.string().max(100).optional(),
    after: z.string().max(500).optional(),
  }),
  output: csvPage,
});
