import { tenantTable, type Migration } from '@kelp/platform/migrate';

type Db = Parameters<Migration['up']>[0];

/** Contacts with several numbers, addresses and clients. */
export const clientsWhole: Migration = {
  name: '0021-clients-whole',
  async up(knex) {
    await contactFacts(knex);
  },
};

async function contactFacts(knex: Db): Promise<void> {
  await knex.raw(`alter table contacts add column phones jsonb not null default '[]', add column other_emails jsonb not null default '[]',
    add column is_external boolean not null default false`);
  await knex.raw(
    `update contacts set phones = jsonb_build_array(jsonb_build_object('kind', 'work', 'number', phone, 'extension', '', 'isDefault', true)) where phone <> ''`,
  );
  await tenantTable(knex, 'contact_clients', 'contact_id uuid not null, client_id uuid not null', {
    references: { contact_id: 'contacts', client_id: 'clients' },
    unique: [['contact_id', 'client_id']],
    index: [['client_id']],
  });
  // Every address of every contact, main and other, once: its key is the judge between two who write the same one.
  await tenantTable(
    knex,
    'contact_addresses',
    'email text not null check (email = lower(email)), contact_id uuid not null',
    { key: ['email'], standard: false, references: { contact_id: 'contacts' }, index: [['contact_id']] },
  );
  await knex.raw(
    `insert into contact_addresses (tenant_id, email, contact_id) select tenant_id, email, id from contacts where email is not null`,
  );
  await knex.raw(`create function keep_contact_addresses() returns trigger language plpgsql as $$
    begin
      delete from contact_addresses where tenant_id = new.tenant_id and contact_id = new.id;
      insert into contact_addresses (tenant_id, email, contact_id)
        select distinct new.tenant_id, a.email, new.id
        from (select new.email union select o ->> 'email' from jsonb_array_elements(new.other_emails) o) a (email) where a.email is not null;
      return null;
    end $$`);
  await knex.raw(
    'create trigger keep_contact_addresses after insert or update of email, other_emails on contacts for each row execute function keep_contact_addresses()',
  );
}
