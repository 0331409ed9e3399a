import type { Migration } from '@kelp/platform/migrate';

/**
 * The finding functions once more, narrowed to some clients and to what changed since a time before the newest are taken, and telling when that
 * was. Those of 0017 stay for programs that still run beside this one.
 */
export const searchFacets: Migration = {
  name: '0035-search-facets',
  async up(knex) {
    const narrowed = `d.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid and d.type = $2
      and ($3::uuid is null or d.client_id = $3) and ($4::uuid is null or d.contact_id = $4) and (not $5 or d.is_public)
      and ($6::uuid[] is null or d.client_id = any($6)) and ($7::timestamptz is null or d.source_updated_at >= $7)`;
    const bodies = {
      'search_by_words(asked tsquery, ': `return query execute $sql$
        with hits as materialized (
          select d.type, d.id, d.parent_id, d.vector, d.source_updated_at from search_docs d
          where d.vector @@ $1 and ${narrowed} order by d.source_updated_at desc limit $8)
        select h.type, h.id, h.parent_id, ts_rank('{0.05, 0.2, 0.5, 1}', h.vector, $1, 1), h.source_updated_at from hits h
        order by 4 desc, 5 desc $sql$`,
      'search_by_name(asked text, ': `
        perform set_config('pg_trgm.word_similarity_threshold', '0.4', true);
        return query execute $sql$
        select d.type, d.id, d.parent_id, word_similarity($1, d.name_key), d.source_updated_at from search_docs d
        where d.name_key is not null and d.name_key %> $1 and ${narrowed} order by 4 desc, 5 desc limit $8 $sql$`,
      'search_by_number(asked text[], ': `return query execute $sql$
        select d.type, d.id, d.parent_id, 10::real, d.source_updated_at from search_docs d
        where d.number = any($1) and ${narrowed} order by 5 desc limit $8 $sql$`,
    };
    for (const [start, body] of Object.entries(bodies)) await makeFinder(knex, start, body);
  },
};

async function makeFinder(knex: Parameters<Migration['up']>[0], start: string, body: string): Promise<void> {
  const given =
    'asked_type text, of_client uuid, of_contact uuid, only_public boolean, some_clients uuid[], since timestamptz, most integer)';
  const used = 'using asked, asked_type, of_client, of_contact, only_public, some_clients, since, most;';
  await knex.raw(
    `create function ${start}${given} returns table (type text, id uuid, parent_id uuid, rank real, changed_at timestamptz)
       language plpgsql stable security definer set search_path = pg_catalog, public as $fn$ begin ${body} ${used} end $fn$`.replaceAll(
      '?',
      '\\?',
    ),
  );
  const named = `${start}${given}`.replace(/(\(|, )\w+ /g, '$1');
  await knex.raw(`revoke all on function ${named} from public`);
  await knex.raw(`grant execute on function ${named} to kelp_app`);
  await knex.raw(`alter function ${named} owner to kelp_search`);
}
