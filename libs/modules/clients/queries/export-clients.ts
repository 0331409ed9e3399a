import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { localDate, minorToDecimalString, toCsvPage, type CsvColumn } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { exportClients, exportContacts, type ClientRow, type ContactRow } from '../contract';
import { pageOfClients } from './page-of-clients';
import { pageOfContacts } from './page-of-contacts';

const pageSize = 500;
const names = (tags: readonly { name: string }[]) => tags.map(({ name }) => name).join(', ');
const yes = (is: boolean) => (is ? 'yes' : 'no');

const clientColumns: CsvColumn<ClientRow>[] = [
  { header: 'Client', value: ({ name }) => name },
  { header: 'Type', value: ({ type }) => type },
  { header: 'Lifecycle', value: ({ lifecycle }) => lifecycle },
  { header: 'Inactive', value: ({ isInactive }) => yes(isInactive) },
  { header: 'Place', value: ({ place }) => place },
  { header: 'Looked after by', value: ({ accountManager }) => accountManager },
  { header: 'Contacts', value: ({ contactCount }) => contactCount },
  { header: 'Open tickets', value: ({ health }) => health?.tickets?.open },
  { header: 'SLA breached', value: ({ health }) => health?.tickets?.breached },
  { header: 'SLA at risk', value: ({ health }) => health?.tickets?.atRisk },
  {
    header: 'Overdue',
    value: ({ health }) =>
      health?.money?.overdue
        .map(({ amount, currency }) => `${minorToDecimalString(amount, currency)} ${currency}`)
        .join('; '),
  },
  { header: 'Overdue since', value: ({ health }) => health?.money?.since },
  { header: 'Tags', value: ({ tags }) => names(tags) },
  { header: 'Created', value: ({ createdAt }) => createdAt },
];

const contactColumns: CsvColumn<ContactRow>[] = [
  { header: 'Contact', value: ({ fullName }) => fullName },
  { header: 'Client', value: ({ clientName }) => clientName },
  { header: 'Job title', value: ({ title }) => title },
  { header: 'E-mail', value: ({ email }) => email },
  { header: 'Other e-mails', value: ({ otherEmails }) => otherEmails.map(({ email }) => email).join(', ') },
  { header: 'Phone', value: ({ phone }) => phone },
  { header: 'Language', value: ({ locale }) => locale },
  { header: 'VIP', value: ({ isVip }) => yes(isVip) },
  { header: 'Inactive', value: ({ isInactive }) => yes(isInactive) },
  { header: 'Tags', value: ({ tags }) => names(tags) },
];

/** A page as CSV: its header line only where the file begins. The day in the name is the workspace's. */
async function asPage<Row>(ctx: ReadCtx, what: string, isFirst: boolean, rows: Row[], columns: CsvColumn<Row>[]) {
  const [{ zone }, now] = await Promise.all([readTenant(ctx), ctx.time()]);
  return { filename: `${what}-${localDate(now, zone)}.csv`, csv: toCsvPage(rows, columns, isFirst) };
}

/** One page of clients as CSV, with the figures that the reader may see; formulas made harmless. Instants are UTC. */
export const exportClientsQuery = defineQuery(exportClients, {
  permission: 'client.export',
  run: async (ctx, wish) => {
    ctx.require('client.read');
    const { rows, next } = await pageOfClients(ctx, { ...wish, limit: pageSize }, true);
    return { ...(await asPage(ctx, 'clients', !wish.after, rows, clientColumns)), next };
  },
});

/** One page of contacts as CSV; formulas made harmless. */
export const exportContactsQuery = defineQuery(exportContacts, {
  permission: 'contact.export',
  run: async (ctx, wish) => {
    ctx.require('contact.read');
    const { rows, next } = await pageOfContacts(ctx, { ...wish, limit: pageSize });
    return { ...(await asPage(ctx, 'contacts', !wish.after, rows, contactColumns)), next };
  },
});
