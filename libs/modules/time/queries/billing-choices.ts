import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { findPayingLine } from '../attribute';
import { workServices } from '../choose-service';
import { timeBillingChoices } from '../contract';
import { entryFrom, entrySelect, isVisible, toEntryRow, type FlatEntry } from './entry-rows';

/** Entries whose billing is to be corrected, oldest first, with the lines among which a person may choose for all of them. */
export const timeBillingChoicesQuery = defineQuery(timeBillingChoices, {
  permission: 'time_entry.update_all',
  run: async (ctx, { ids }) => {
    const [flat, services] = await Promise.all([
      ctx.db.rows<FlatEntry>(
        sql`select ${entrySelect(ctx)} ${entryFrom} where e.tenant_id = ${ctx.tenant} and e.id = any(${ids}::uuid[]) and ${isVisible(ctx)}
            order by e.work_date, e.id`,
      ),
      workServices(ctx),
    ]);
    const rows = flat.map((row) => toEntryRow(ctx, row));
    const [first] = rows;
    const answer = first
      ? await findPayingLine(ctx, {
          clientId: first.client?.id ?? null,
          serviceId: first.service.id,
          workDate: first.workDate,
        })
      : null;
    const candidates = answer?.kind === 'ambiguous' ? answer.candidates : [];
    return {
      rows,
      lines: candidates.filter(({ id }) => rows.every(({ lineCandidates }) => lineCandidates.includes(id))),
      services: services.map(({ id, name }) => ({ id, name })),
    };
  },
});
