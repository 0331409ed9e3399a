import { readFields } from '@kelp/fields';
import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { localDate, toCsvPage, type CsvColumn } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { exportTickets, type ExportColumn, type TicketRow } from '../contract';
import { filterSql } from '../queue/conditions';
import { pageOfTickets } from '../queue/page-of-tickets';
import { withFields } from './row-fields';
import { toTicketRow } from './ticket-rows';

const pageSize = 1000;
type Row = TicketRow & { dueAt: Date | null; closedAt: Date | null };

const columns: Record<ExportColumn, CsvColumn<Row>> = {
  number: { header: 'Number', value: ({ number }) => number },
  title: { header: 'Title', value: ({ title }) => title },
  client: { header: 'Client', value: ({ client }) => client?.name },
  contact: { header: 'Contact', value: ({ contact }) => contact?.name },
  board: { header: 'Board', value: ({ board }) => board.name },
  status: { header: 'Status', value: ({ status }) => status.name },
  priority: { header: 'Priority', value: ({ priority }) => priority.name },
  response: { header: 'Turn', value: ({ responseState }) => turns[responseState] },
  assignee: { header: 'Assignee', value: ({ assignee }) => assignee?.name },
  due: { header: 'Due', value: ({ dueAt }) => dueAt },
  created: { header: 'Created', value: ({ createdAt }) => createdAt },
  activity: { header: 'Last activity', value: ({ lastActivityAt }) => lastActivityAt },
  closed: { header: 'Closed', value: ({ closedAt }) => closedAt },
  tags: { header: 'Tags', value: ({ tags }) => tags.map(({ name }) => name).join(', ') },
};
const fieldPrefix = 'field.';

/** A custom field is headed by its label; one that was deleted stays as an empty column, so that the file keeps its shape. */
async function columnsOf(ctx: ReadCtx, wanted: readonly string[]): Promise<CsvColumn<Row>[]> {
  const isCustom = wanted.some((name) => name.startsWith(fieldPrefix));
  const labels = new Map(isCustom ? (await readFields(ctx, 'ticket')).map(({ key, label }) => [key, label]) : []);
  return wanted.map((name) => {
    const key = name.slice(fieldPrefix.length);
    return columns[name as ExportColumn] ?? { header: labels.get(key) ?? key, value: ({ fields }) => fields?.[key] };
  });
}

const keysIn = (wanted: readonly string[]) =>
  wanted.flatMap((name) => (name.startsWith(fieldPrefix) ? [name.slice(fieldPrefix.length)] : []));

const turns = { none: '', awaiting_us: 'Our turn', awaiting_client: 'Client’s turn' };

/** One page of the export: the columns asked for of the tickets that the filter lets through, formulas made harmless. Instants are UTC. */
export const exportTicketsQuery = defineQuery(exportTickets, {
  permission: 'ticket.export',
  run: async (ctx, { filter = [], sort, direction, after, columns: wanted }) => {
    ctx.require('ticket.read');
    const where = await filterSql(ctx, filter);
    const [page, { zone }, now] = await Promise.all([
      pageOfTickets(ctx, { where, sort, direction, after, limit: pageSize }),
      readTenant(ctx),
      ctx.time(),
    ]);
    const cards = await withFields(ctx, page.rows.map(toTicketRow), keysIn(wanted));
    const rows = page.rows.flatMap((row, at) => {
      const card = cards[at];
      return card ? [{ ...card, dueAt: row.nextDueAt, closedAt: row.closedAt }] : [];
    });
    return {
      filename: `tickets-${localDate(now, zone)}.csv`,
      csv: toCsvPage(rows, await columnsOf(ctx, wanted), !after),
      next: page.next,
    };
  },
});
