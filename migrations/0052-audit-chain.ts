import { protect, tenantTable, type Migration } from '@kelp/platform/migrate';

type Knex = Parameters<Migration['up']>[0];

/** The chain over the audit trail: what is not sealed yet, one link a row, and where the chain begins and ends. */
export const auditChain: Migration = {
  name: '0052-audit-chain',
  async up(knex) {
    await tenantTable(knex, 'audit_unsealed', 'audit_id uuid not null', {
      key: ['audit_id'],
      standard: false,
      grants: 'select, insert, delete',
    });
    await tenantTable(
      knex,
      'audit_chain',
      `seq bigint not null check (seq > 0), audit_id uuid not null, hash text not null check (length(hash) = 64)`,
      { key: ['seq'], standard: false, unique: [['audit_id']], grants: 'select, insert' },
    );
    await knex.raw(`create table audit_heads (tenant_id uuid primary key, seq bigint not null, hash text not null,
      base_seq bigint not null default 0, base_hash text not null default '', sealed_at timestamptz not null)`);
    await protect(knex, 'audit_heads', { grants: 'select, insert, update' });
    await sealWhatIsThere(knex);
    await createUnsealedTenants(knex);
    await createPrune(knex);
  },
};

/** Rows from before the chain are sealed as they are now. */
async function sealWhatIsThere(knex: Knex): Promise<void> {
  const filled = ['audit_log', 'audit_unsealed'];
  for (const table of filled) await knex.raw(`alter table ${table} no force row level security`);
  await knex.raw('insert into audit_unsealed (tenant_id, audit_id) select tenant_id, id from audit_log');
  for (const table of filled) await knex.raw(`alter table ${table} force row level security`);
}

async function createUnsealedTenants(knex: Knex): Promise<void> {
  await knex.raw('create policy audit_unsealed_directory on audit_unsealed for select to kelp_directory using (true)');
  await knex.raw('grant select on audit_unsealed to kelp_directory');
  await define(
    knex,
    'unsealed_tenants()',
    `returns setof uuid language sql stable security definer set search_path = pg_catalog, public as
      $$ select distinct tenant_id from public.audit_unsealed $$`,
  );
}

/**
 * The one way in which rows of the trail go: from its beginning, a year old or more, with their links. The program itself may not delete
 * them; policies hold the function to that age and to the workspace of the transaction.
 */
async function createPrune(knex: Knex): Promise<void> {
  const own = "tenant_id = nullif(current_setting('app.tenant', true), '')::uuid";
  for (const table of ['audit_log', 'audit_chain', 'audit_heads'])
    await knex.raw(`create policy ${table}_prune_read on ${table} for select to kelp_directory using (${own})`);
  await knex.raw(`create policy audit_log_prune on audit_log for delete to kelp_directory
    using (${own} and at < kelp_now() - interval '365 days')`);
  await knex.raw(`create policy audit_chain_prune on audit_chain for delete to kelp_directory using (${own})`);
  await knex.raw(
    `create policy audit_heads_prune on audit_heads for update to kelp_directory using (${own}) with check (${own})`,
  );
  await knex.raw('grant select, delete on audit_log, audit_chain to kelp_directory');
  await knex.raw('grant select, update on audit_heads to kelp_directory');
  await knex.raw('grant select on clock_offset to kelp_directory');
  await define(
    knex,
    'prune_audit(before timestamptz)',
    `returns table (rows_gone integer, seq bigint, hash text) language plpgsql security definer set search_path = pg_catalog, public as $$
      declare
        own uuid := nullif(current_setting('app.tenant', true), '')::uuid;
        cut public.audit_chain;
        old timestamptz := least(before, public.kelp_now() - interval '365 days');
      begin
        perform 1 from public.audit_heads h where h.tenant_id = own for update;
        select c.* into cut from public.audit_chain c where c.tenant_id = own and c.seq = (
          select coalesce(min(f.seq) filter (where f.at is null or f.at >= old) - 1, max(f.seq)) from (
            select k.seq, a.at from public.audit_chain k left join public.audit_log a on a.tenant_id = k.tenant_id and a.id = k.audit_id
            where k.tenant_id = own order by k.seq limit 5000) f);
        if cut.seq is null then return; end if;
        delete from public.audit_log a using public.audit_chain c
          where a.tenant_id = own and c.tenant_id = own and c.audit_id = a.id and c.seq <= cut.seq;
        delete from public.audit_chain c where c.tenant_id = own and c.seq <= cut.seq;
        get diagnostics rows_gone = row_count;
        update public.audit_heads h set base_seq = cut.seq, base_hash = cut.hash where h.tenant_id = own;
        seq := cut.seq;
        hash := cut.hash;
        return next;
      end $$`,
  );
}

async function define(knex: Knex, signature: string, body: string): Promise<void> {
  const name = signature.replace(/\(.*\)/, (text) => (text === '()' ? '()' : '(timestamptz)'));
  await knex.raw(`create function ${signature} ${body}`);
  await knex.raw(`revoke all on function ${name} from public`);
  await knex.raw(`grant execute on function ${name} to kelp_app`);
  await knex.raw(`alter function ${name} owner to kelp_directory`);
}
