import { tenantTable, type Migration } from '@kelp/platform/migrate';

/**
 * Purchase orders of clients: what drafts and final invoices take of them is counted in `taken`, which a blocking order cannot
 * let grow beyond its amount. A use belongs to one invoice line; credit notes give back with negative ones.
 */
export const purchaseOrders: Migration = {
  name: '0044-purchase-orders',
  async up(knex) {
    await tenantTable(
      knex,
      'purchase_orders',
      `client_id uuid not null, contract_id uuid, number text not null check (length(number) between 1 and 100), currency text not null,
       amount bigint not null check (amount > 0), valid_from date not null, valid_to date check (valid_to > valid_from),
       policy text not null check (policy in ('warn', 'block')), notice_percent integer not null check (notice_percent between 1 and 100),
       noticed_percent integer not null default 0, taken bigint not null default 0,
       constraint purchase_orders_within check (policy = 'warn' or taken <= amount)`,
      {
        references: { client_id: 'clients', contract_id: 'contracts' },
        unique: [['client_id', 'number']],
        index: [['contract_id']],
      },
    );
    await tenantTable(
      knex,
      'purchase_order_uses',
      'line_id uuid not null, invoice_id uuid not null, order_id uuid not null, amount bigint not null, is_reserved boolean not null',
      {
        standard: false,
        key: ['line_id'],
        references: { line_id: 'invoice_lines', invoice_id: 'invoices', order_id: 'purchase_orders' },
        index: [['invoice_id'], ['order_id']],
        grants: 'select, insert, update, delete',
      },
    );
    await knex.raw(`create function check_purchase_order_taken() returns trigger language plpgsql as $body$
      declare own uuid; wanted uuid; held bigint;
      begin
        if tg_op = 'DELETE' then own := old.tenant_id; else own := new.tenant_id; end if;
        if tg_table_name = 'purchase_orders' then wanted := new.id;
        elsif tg_op = 'DELETE' then wanted := old.order_id; else wanted := new.order_id; end if;
        select taken into held from purchase_orders where tenant_id = own and id = wanted;
        if not found then return null; end if;
        if held <> (select coalesce(sum(u.amount), 0) from purchase_order_uses u where u.tenant_id = own and u.order_id = wanted)
          then raise exception 'the uses of a purchase order do not add up' using errcode = '23514', constraint = 'purchase_orders_sum';
        end if;
        return null;
      end $body$`);
    for (const [table, events] of [
      ['purchase_orders', 'insert or update'],
      ['purchase_order_uses', 'insert or update or delete'],
    ]) {
      await knex.raw(
        `create constraint trigger ${table}_check_taken after ${events} on ${table} deferrable initially deferred for each row execute function check_purchase_order_taken()`,
      );
    }
    await knex.raw(`alter table invoices add column po_numbers text[] not null default '{}'`);
  },
};
