import type { Migration } from '@kelp/platform/migrate';

type Db = Parameters<Migration['up']>[0];

const accounts = [
  ...['receivable', 'revenue', 'tax_payable', 'bank', 'credit_liability', 'goodwill', 'expired_credit'],
  ...['unclaimed_credit', 'credit_clearing', 'bad_debt', 'deferred_revenue', 'opening_balances'],
];
const entryKinds = [
  ...['invoice', 'credit_note', 'void', 'payment', 'unapply', 'credit', 'credit_back', 'refund', 'refund_back'],
  ...['adjustment', 'expiry', 'transfer_out', 'transfer_in', 'write_off', 'write_off_back'],
  ...['deferral', 'deferral_back', 'recognition', 'opening_balance', 'opening_credit'],
];
const lotSources = [
  ...['overpayment', 'prepayment', 'unapplied', 'credit_note', 'adjustment', 'transfer', 'opening_credit'],
];
const words = (list: string[]) => list.map((word) => `'${word}'`).join(', ');

/** Unpaid invoices of another system: they ask for money under the number they have there, outside our series, and book no revenue. */
export const openingBalances: Migration = {
  name: '0068-opening-balances',
  async up(knex) {
    await documents(knex);
    await books(knex);
    await frozen(knex);
  },
};

async function documents(knex: Db): Promise<void> {
  await knex.raw(`alter table invoices add column original_total bigint,
    drop constraint invoices_kind_check, drop constraint invoices_number_when_final, drop constraint invoices_number_shown,
    add constraint invoices_kind_check check (kind in ('invoice', 'credit_note', 'opening_balance')),
    add constraint invoices_number_when_final check ((number is null) = (state = 'draft' or kind = 'opening_balance')),
    add constraint invoices_number_shown check ((state = 'draft') = (number_text is null) and (state = 'draft') = (finalised_at is null)),
    add constraint invoices_opening check ((kind = 'opening_balance') = (original_total is not null)
      and (kind <> 'opening_balance' or (total > 0 and tax = 0 and original_total >= total and pdf_state = 'none')))`);
  await knex.raw(`create unique index invoices_opening_once on invoices (tenant_id, client_id, lower(number_text))
    where kind = 'opening_balance' and state = 'final'`);
}

async function books(knex: Db): Promise<void> {
  await knex.raw(`alter table journal_entries drop constraint journal_entries_kind_check,
    add constraint journal_entries_kind_check check (kind in (${words(entryKinds)})),
    add constraint journal_entries_opening check (kind not in ('opening_balance', 'opening_credit') or invoice_id is not null)`);
  await knex.raw(`alter table postings drop constraint postings_account_check,
    add constraint postings_account_check check (account in (${words(accounts)}))`);
  await knex.raw(`alter table credit_lots drop constraint credit_lots_source_check,
    add constraint credit_lots_source_check check (source in (${words(lotSources)}))`);
}

/** What was asked for at first does not change either. */
async function frozen(knex: Db): Promise<void> {
  await knex.raw(`create function check_opening_frozen() returns trigger language plpgsql as $body$
    begin
      if old.state <> 'draft' and old.original_total is distinct from new.original_total then
        raise exception 'a final invoice does not change' using errcode = '23514', constraint = 'invoices_frozen';
      end if;
      return null;
    end $body$`);
  await knex.raw(`create constraint trigger invoices_check_opening_frozen after update of original_total on invoices
    deferrable initially deferred for each row execute function check_opening_frozen()`);
}
