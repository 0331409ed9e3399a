import { decimal, localDate, tenantColumns, text, uuid } from '@kelp/platform/db';

/** What an hour of work costs: of a person, of a role, or (without either) of everybody else. The audit trail keeps the amount out. */
export const costRates = tenantColumns(
  'cost_rates',
  {
    userId: uuid().orNull(),
    /** Name of a role, as time entries keep it. */
    role: text().orNull(),
    currency: text(),
    /** Minor units an hour, exact. */
    cost: decimal(),
    validFrom: localDate(),
    validTo: localDate().orNull(),
  },
  {
    noun: 'cost rate',
    secret: ['cost'],
    conflicts: { cost_rates_no_overlap: 'Two cost rates cannot hold on one day. Reload and try again.' },
  },
);
