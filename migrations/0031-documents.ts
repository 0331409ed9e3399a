import type { Migration } from '@kelp/platform/migrate';

type Db = Parameters<Migration['up']>[0];

/**
 * Lines written by hand, which need no service, and credit notes: they name the invoice and the lines that they take back, and
 * never more of a line than it has.
 */
export const documents: Migration = {
  name: '0031-documents',
  async up(knex) {
    await knex.raw('alter table invoice_lines alter column service_id drop not null');
    await allowAlso(knex, 'invoice_lines', 'kind', `'manual'`);
    await allowAlso(knex, 'claim_history', 'reason', `'line_removed'`);
    await knex.raw(
      `alter table invoice_lines add column credits_line_id uuid,
         add constraint invoice_lines_credits_line_id_fk foreign key (tenant_id, credits_line_id) references invoice_lines (tenant_id, id)`,
    );
    await knex.raw(
      'create index invoice_lines_credits_line_id_index on invoice_lines (tenant_id, credits_line_id) where credits_line_id is not null',
    );
    await knex.raw(
      `alter table invoices add column credited_invoice_id uuid, add column corrects_invoice_id uuid, add column credit_reason text,
         add constraint invoices_credited_invoice_id_fk foreign key (tenant_id, credited_invoice_id) references invoices (tenant_id, id),
         add constraint invoices_corrects_invoice_id_fk foreign key (tenant_id, corrects_invoice_id) references invoices (tenant_id, id),
         add constraint invoices_credit_note_names check ((kind = 'credit_note') = (credited_invoice_id is not null)
           and (kind = 'credit_note') = (credit_reason is not null)),
         add constraint invoices_credit_never_positive check (kind <> 'credit_note' or total <= 0)`,
    );
    for (const column of ['credited_invoice_id', 'corrects_invoice_id']) {
      await knex.raw(
        `create index invoices_${column}_index on invoices (tenant_id, ${column}) where ${column} is not null`,
      );
    }
    await neverBeyondTheLine(knex);
  },
};

/** Lets a column that holds one of some words hold further ones, whatever it may hold by now. */
async function allowAlso(knex: Db, table: string, column: string, words: string): Promise<void> {
  await knex.raw(`do $body$
    declare known text;
    begin
      select pg_get_expr(conbin, conrelid) into strict known from pg_constraint
        where conrelid = '${table}'::regclass and conname = '${table}_${column}_check';
      execute 'alter table ${table} drop constraint ${table}_${column}_check';
      execute format('alter table ${table} add constraint ${table}_${column}_check check (%s or ${column} in (%s))', known, $words$${words}$words$);
    end $body$`);
}

/** What living credit notes take back of a line lies between nothing and the whole line, whatever its sign; looked at at the commit. */
async function neverBeyondTheLine(knex: Db): Promise<void> {
  await knex.raw(`create function check_credited_line() returns trigger language plpgsql as $body$
    declare line invoice_lines; net_left bigint; tax_left bigint;
    begin
      if new.credits_line_id is null then return null; end if;
      select * into line from invoice_lines where tenant_id = new.tenant_id and id = new.credits_line_id;
      select line.net + coalesce(sum(l.net), 0), line.tax + coalesce(sum(l.tax), 0) into net_left, tax_left
        from invoice_lines l join invoices i on i.tenant_id = l.tenant_id and i.id = l.invoice_id and i.state <> 'void'
        where l.tenant_id = new.tenant_id and l.credits_line_id = new.credits_line_id;
      if net_left * sign(line.net) < 0 or tax_left * sign(line.tax) < 0 or abs(net_left) > abs(line.net) or abs(tax_left) > abs(line.tax) then
        raise exception 'more is credited than the line has' using errcode = '23514', constraint = 'invoice_lines_credited_within';
      end if;
      return null;
    end $body$`);
  await knex.raw(
    `create constraint trigger invoice_lines_check_credited_line after insert on invoice_lines
       deferrable initially deferred for each row execute function check_credited_line()`,
  );
}
