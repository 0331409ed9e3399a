import { contract, csvPage, idOf, instant, pageOf, paging, z } from '@kelp/kernel/contract';

export const auditDoor = z.enum(['ui', 'portal', 'api', 'mail', 'event', 'job', 'schedule', 'operator', 'demo']);

const filter = {
  /** Every word stands in who, what, or the values before or after. */
  words: z.string().trim().max(200).optional(),
  door: auditDoor.optional(),
  userId: idOf('user').optional(),
  /** The record, by its id. */
  subjectId: z.uuid().optional(),
  from: instant.optional(),
  /** Up to but not including. */
  to: instant.optional(),
  after: z.string().max(500).optional(),
};

const values = z.record(z.string(), z.unknown()).nullable();

export const auditRow = z.object({
  id: z.uuid(),
  at: instant,
  actorKind: z.string(),
  actorName: z.string(),
  door: z.string(),
  /** What was called: `ticket.close`. */
  action: z.string(),
  /** The kind of record that changed, by its table. */
  subject: z.string(),
  subjectId: z.uuid().nullable(),
  /** Null for a new record; secrets are not kept. */
  before: values,
  /** Null for a deleted record. */
  after: values,
});
export type AuditRow = z.output<typeof auditRow>;

/** Who changed what, when and by which door; newest first. */
export const listAudit = contract({
  name: 'audit_log.list',
  input: z.object({ ...filter, limit: paging.limit }),
  output: pageOf(auditRow),
});

export const exportAudit = contract({ name: 'audit_log.export', input: z.object(filter), output: csvPage });

/** Months that changes are kept, 12 at least; null for good. */
const keptMonths = z.number().int().min(12, 'At least 12 months.').max(240, 'At most 240 months.').nullable();

export const getAuditSettings = contract({
  name: 'audit_log.settings',
  input: z.object({}),
  output: z.object({
    keptMonths,
    /** Rows in the chain so far, and those that are not sealed yet. */
    sealed: z.number(),
    waiting: z.number(),
    sealedAt: instant.nullable(),
  }),
});

export const setAuditRetention = contract({
  name: 'audit_log.set_retention',
  input: z.object({ keptMonths }),
  output: z.object({ keptMonths }),
});
