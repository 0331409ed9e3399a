import type { ReadCtx } from '@kelp/kernel';
import type { Entity } from '@kelp/tags';
import { readFields } from './definitions';
import type { Custom } from './domain/kinds';
import { valueWords } from './domain/value-words';
import { referenceNames } from './reference-names';

/** What an audit row says of a record's `custom` column. */
export interface CustomAudit {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export interface SpokenChange {
  field: string;
  label: string;
  before: string | null;
  after: string | null;
}

const customOf = (side: Record<string, unknown> | null): Custom => (side?.['custom'] ?? {}) as Custom;

/** A function that tells which fields an audit row changed: label, before and after in words. */
export async function spokenChanges(
  ctx: ReadCtx,
  entity: Entity,
  audits: readonly CustomAudit[],
): Promise<(audit: CustomAudit) => SpokenChange[]> {
  const touched = audits.flatMap(({ before, after }) => [customOf(before), customOf(after)]);
  if (touched.every((custom) => Object.keys(custom).length === 0)) return () => [];
  const fields = await readFields(ctx, entity);
  const names = await referenceNames(ctx, fields, touched);
  return (audit) => {
    const before = customOf(audit.before);
    const after = customOf(audit.after);
    return fields
      .filter(({ key }) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((field) => {
        const words = (value: Custom[string] | undefined) =>
          value === undefined ? null : valueWords(field, value, names);
        return {
          field: `custom.${field.key}`,
          label: field.label,
          before: words(before[field.key]),
          after: words(after[field.key]),
        };
      });
  };
}
