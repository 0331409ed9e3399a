import { tenantTable, type Migration } from '@kelp/platform/migrate';

/**
 * Reductions of a client, a contract or a line, and offers with a code that become one when they are redeemed. What an invoice
 * has used up of them goes with the invoice.
 */
export const discounts: Migration = {
  name: '0030-discounts',
  async up(knex) {
    await tenantTable(
      knex,
      'discounts',
      `name text not null check (length(name) between 1 and 200), code text check (length(code) between 3 and 40), offer_id uuid,
       client_id uuid, contract_id uuid, line_id uuid, level text not null check (level in ('line', 'document')),
       percent numeric check (percent > 0 and percent <= 100), amount bigint check (amount > 0), currency text, cap bigint check (cap > 0),
       repeats text not null check (repeats in ('every_invoice', 'once', 'until_used')),
       is_third_party_funded boolean not null default false, max_redemptions integer check (max_redemptions >= 1),
       valid_from date not null, valid_to date check (valid_to >= valid_from),
       constraint discounts_percent_or_amount check ((percent is null) <> (amount is null)),
       constraint discounts_currency check ((amount is null and cap is null) = (currency is null)),
       constraint discounts_one_target check (num_nonnulls(client_id, contract_id, line_id) = (case when code is null then 1 else 0 end)),
       constraint discounts_until_used check (repeats <> 'until_used' or amount is not null),
       constraint discounts_limited_offer check (max_redemptions is null or code is not null)`,
      {
        references: {
          offer_id: 'discounts',
          client_id: 'clients',
          contract_id: 'contracts',
          line_id: 'contract_lines',
        },
        index: [['client_id'], ['contract_id'], ['line_id']],
      },
    );
    await knex.raw(
      'create unique index discounts_code_once on discounts (tenant_id, lower(code)) where code is not null',
    );
    await knex.raw(
      'create unique index discounts_redeemed_once on discounts (tenant_id, offer_id, client_id, contract_id, line_id) nulls not distinct where offer_id is not null',
    );
    await tenantTable(
      knex,
      'discount_uses',
      'discount_id uuid not null, invoice_id uuid not null, amount bigint not null',
      {
        standard: false,
        key: ['discount_id', 'invoice_id'],
        references: { discount_id: 'discounts', invoice_id: 'invoices' },
        index: [['invoice_id']],
        grants: 'select, insert, delete',
      },
    );
    await knex.raw(`create function check_discount_within() returns trigger language plpgsql as $body$
      begin
        if (select sum(u.amount) from discount_uses u where u.tenant_id = new.tenant_id and u.discount_id = new.discount_id)
           > (select d.amount from discounts d where d.tenant_id = new.tenant_id and d.id = new.discount_id and d.repeats = 'until_used')
          then raise exception 'more is used than the discount holds' using errcode = '23514', constraint = 'discount_uses_within';
        end if;
        return null;
      end $body$`);
    await knex.raw(
      'create constraint trigger discount_uses_check_within after insert on discount_uses deferrable initially deferred for each row execute function check_discount_within()',
    );
  },
};
