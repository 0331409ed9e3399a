import type { Knex } from 'knex';

// Under the owner, table by table: no lock is held for longer than one of them takes.
const missing = `select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and (not has_table_privilege('kelp_backup', c.oid, 'select')
      or c.relrowsecurity and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = c.relname || '_backup'))`;

/** Lets kelp_backup, which nobody logs in as, read every row of every table; whatever migrations have added since is caught up with. */
export async function allowBackup(knex: Knex): Promise<void> {
  const { rows } = await knex.raw(missing);
  for (const { name } of rows as { name: string }[]) {
    await knex.raw(`do $$ begin
      perform pg_advisory_xact_lock(hashtext('kelp-migrate'));
      grant select on "${name}" to kelp_backup;
      if (select relrowsecurity from pg_class where oid = '"${name}"'::regclass)
        and not exists (select from pg_policy where polrelid = '"${name}"'::regclass and polname = '${name}_backup') then
        create policy "${name}_backup" on "${name}" for select to kelp_backup using (true);
      end if; end $$`);
  }
}
