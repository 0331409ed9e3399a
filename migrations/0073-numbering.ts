import type { Migration } from '@kelp/platform/migrate';

type Db = Parameters<Migration['up']>[0];

/** The number of a ticket is kept as it was written, so that another prefix counts for new tickets only. */
export const numbering: Migration = {
  name: '0073-numbering',
  async up(knex) {
    await knex.raw(`alter table number_series add column former_prefixes text[] not null default '{}',
      add column version integer not null default 1, add constraint number_series_padding check (padding between 1 and 12)`);
    await knex.raw('alter table tickets add column number_text text');
    await writeNumbers(knex);
    await knex.raw(`alter table tickets alter column number_text set not null`);
    await knex.raw('create unique index tickets_number_text on tickets (tenant_id, number_text)');
    await knex.raw(
      'create unique index invoices_number_text on invoices (tenant_id, number_text) where number is not null',
    );
  },
};

/** As they were shown until now. A program of the release before, which still runs during a deploy, leaves the writing to the default. */
async function writeNumbers(knex: Db): Promise<void> {
  const written = (number: string) =>
    `s.prefix || lpad((${number})::text, greatest(s.padding, length((${number})::text)), '0')`;
  for (const table of ['tickets', 'number_series']) await knex.raw(`alter table ${table} no force row level security`);
  await knex.raw(`update tickets t set number_text = coalesce(
    (select ${written('t.number')} from number_series s where s.tenant_id = t.tenant_id and s.kind = 'ticket'), t.number::text)`);
  for (const table of ['tickets', 'number_series']) await knex.raw(`alter table ${table} force row level security`);
  await knex.raw(`create function last_ticket_number() returns text language sql stable as $$
    select ${written('s.next - 1')} from public.number_series s
    where s.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and s.kind = 'ticket' $$`);
  await knex.raw('alter table tickets alter column number_text set default last_ticket_number()');
}
