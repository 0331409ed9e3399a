import { tenantTable, type Migration } from '@kelp/platform/migrate';

/** One table of everything that can be searched, and the audited functions that read it by its indexes in spite of forced row-level security. */
export const search: Migration = {
  name: '0017-search',
  async up(knex) {
    await knex.raw('create extension if not exists btree_gin');
    await knex.raw('create extension if not exists unaccent');
    await tenantTable(
      knex,
      'search_docs',
      `type text not null, id uuid not null, parent_id uuid not null, title text not null, subtitle text not null default '', number text,
       body text not null default '', url text not null, client_id uuid, contact_id uuid, is_public boolean not null default false,
       name_key text, vector tsvector not null, source_updated_at timestamptz not null, indexed_at timestamptz not null`,
      {
        key: ['type', 'id'],
        standard: false,
        index: [
          ['type', 'source_updated_at desc'],
          ['parent_id', 'type'],
        ],
      },
    );
    await knex.raw('create index search_docs_number on search_docs (tenant_id, number, type) where number is not null');
    await knex.raw('create index search_docs_vector on search_docs using gin (tenant_id, type, vector)');
    await knex.raw(
      'create index search_docs_name on search_docs using gin (tenant_id, type, name_key gin_trgm_ops) where name_key is not null',
    );
    await knex.raw('create policy search_docs_finder on search_docs for select to kelp_search using (true)');
    await knex.raw('grant select on search_docs to kelp_search');
    await wordFunctions(knex);
    await findFunctions(knex);
  },
};

/** Words the same way on both sides: no accents, small letters, and nothing but letters and digits, so that no input is ever an operator. */
async function wordFunctions(knex: Parameters<Migration['up']>[0]): Promise<void> {
  await knex.raw(`create function search_words(given text) returns text language sql stable parallel safe set search_path = pg_catalog, public as
    $fn$ select btrim(regexp_replace(lower(unaccent(lower(given))), '[^[:alnum:]\\u00c0-\\u1fff\\u2c00-\\uffff]+', ' ', 'g')) $fn$`);
  // terms: [{"text", "isPrefix", "isNot"}]; null when nothing is asked for but what must be absent
  await knex.raw(`create function search_query(terms jsonb) returns tsquery language sql stable set search_path = pg_catalog, public as
    $fn$ with folded as (
           select search_words(t ->> 'text') as words, (t ->> 'isPrefix')::boolean as is_prefix, (t ->> 'isNot')::boolean as is_not
           from jsonb_array_elements(terms) as t),
         parts as (
           select is_not, to_tsquery('simple', replace(words, ' ', ' <-> ') || case when is_prefix then ':*' else '' end) as part
           from folded where words <> '')
       select case when bool_or(not is_not and numnode(part) > 0) then
         to_tsquery('simple', string_agg(case when is_not then '!' else '' end || '(' || part::text || ')', ' & ') filter (where numnode(part) > 0))
       end from parts $fn$`);
}

/**
 * Each gives ids and ranks of the setting's tenant only. Client, contact and visibility narrow beforehand, so that what a person may not see
 * takes no place among the hits; the ordinary query that loads the rows stays the judge.
 */
async function findFunctions(knex: Parameters<Migration['up']>[0]): Promise<void> {
  const own = "d.tenant_id = nullif(current_setting('app.tenant', true), '')::uuid";
  const reach = `($3::uuid is null or d.client_id = $3) and ($4::uuid is null or d.contact_id = $4) and (not $5 or d.is_public)`;
  const made = `returns table (type text, id uuid, parent_id uuid, rank real) language plpgsql stable security definer
    set search_path = pg_catalog, public`;
  const given = 'asked_type text, of_client uuid, of_contact uuid, only_public boolean, most integer';
  const used = 'using %s, asked_type, of_client, of_contact, only_public, most';
  const bodies = {
    // With a limit by date the planner takes the word index for rare words and walks the newest for words that stand everywhere.
    [`search_by_words(asked tsquery, ${given})`]: `return query execute $sql$
      with hits as materialized (
        select d.type, d.id, d.parent_id, d.vector, d.source_updated_at from search_docs d
        where ${own} and d.type = $2 and d.vector @@ $1 and ${reach} order by d.source_updated_at desc limit $6)
      select h.type, h.id, h.parent_id, ts_rank('{0.05, 0.2, 0.5, 1}', h.vector, $1, 1) from hits h
      order by 4 desc, h.source_updated_at desc $sql$ ${used.replace('%s', 'asked')};`,
    [`search_by_name(asked text, ${given})`]: `
      perform set_config('pg_trgm.word_similarity_threshold', '0.4', true);
      return query execute $sql$
      select d.type, d.id, d.parent_id, word_similarity($1, d.name_key) from search_docs d
      where ${own} and d.type = $2 and d.name_key is not null and d.name_key %> $1 and ${reach}
      order by 4 desc, d.source_updated_at desc limit $6 $sql$ ${used.replace('%s', 'asked')};`,
    [`search_by_number(asked text[], ${given})`]: `return query execute $sql$
      select d.type, d.id, d.parent_id, 10::real from search_docs d
      where ${own} and d.type = $2 and d.number = any($1) and ${reach}
      order by d.source_updated_at desc limit $6 $sql$ ${used.replace('%s', 'asked')};`,
  };
  for (const [signature, body] of Object.entries(bodies)) {
    await knex.raw(`create function ${signature} ${made} as $fn$ begin ${body} end $fn$`.replaceAll('?', '\\?'));
    const named = signature.replace(/(\(|, )\w+ /g, '$1');
    await knex.raw(`revoke all on function ${named} from public`);
    await knex.raw(`grant execute on function ${named} to kelp_app`);
    await knex.raw(`alter function ${named} owner to kelp_search`);
  }
}
