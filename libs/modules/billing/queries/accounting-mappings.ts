import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listAccountingMappings, type MappingRow } from '../contract';
import { mappingOf, mapped, type Mapping } from '../domain/accounting/documents';
import { kindsOf, mappedAccounts, otherItem, type Target } from '../domain/accounting/targets';
import { accountingMappings } from '../tables/accounting';

export async function loadMapping(ctx: ReadCtx, target: Target): Promise<Mapping> {
  return mappingOf(await ctx.db.list(accountingMappings, { target }));
}

/** Names of everything that can be mapped, but clients: only those are listed that are called otherwise there. */
async function candidates(ctx: ReadCtx, target: Target): Promise<Omit<MappingRow, 'value'>[]> {
  const { db, tenant } = ctx;
  const [services, taxes, wholeTaxes, methods, clients] = await Promise.all([
    db.rows<{ key: string; name: string }>(
      sql`select id::text as key, name from services where tenant_id = ${tenant} order by lower(name), id`,
    ),
    db.rows<{ key: string; name: string }>(
      sql`select distinct concat_ws('/', category, rate_ppm, place, nullif(component, '')) as key,
            concat(coalesce(nullif(name, ''), category), ' ', trim_scale(rate_ppm / 10000.0), ' %, ', place) as name
          from invoice_taxes where tenant_id = ${tenant} order by key`,
    ),
    // Systems that take invoices line by line know one tax a line, whatever it consists of.
    target === 'journal'
      ? []
      : db.rows<{ key: string; name: string }>(
          sql`select distinct concat_ws('/', tax_category, tax_rate_ppm, tax_place) as key,
                concat(tax_category, ' ', trim_scale(tax_rate_ppm / 10000.0), ' %, ', tax_place) as name
              from invoice_lines where tenant_id = ${tenant} order by key`,
        ),
    db.rows<{ key: string; name: string }>(
      sql`select distinct method as key, method as name from payments where tenant_id = ${tenant} order by key`,
    ),
    db.rows<{ key: string; name: string }>(
      sql`select m.key, coalesce(c.name, m.key) as name from accounting_mappings m left join clients c on c.tenant_id = m.tenant_id and c.id::text = m.key
          where m.tenant_id = ${tenant} and m.target = ${target} and m.kind = 'client' order by name`,
    ),
  ]);
  const all = {
    account: mappedAccounts.map((key) => ({ key, name: key })),
    service: services,
    item: [{ key: otherItem, name: otherItem }, ...services],
    tax: [...new Map([...wholeTaxes, ...taxes].map((row) => [row.key, row])).values()],
    client: clients,
    payment_method: methods,
  };
  return kindsOf[target].flatMap((kind) =>
    all[kind].filter(({ key }) => key !== 'no_tax' || target === 'xero').map((row) => ({ kind, ...row })),
  );
}

/** What each need is called here, by kind and key. */
export async function namesOfNeeds(ctx: ReadCtx, target: Target): Promise<(kind: string, key: string) => string> {
  const rows = await candidates(ctx, target);
  const names = new Map(rows.map(({ kind, key, name }) => [`${kind} ${key}`, name]));
  return (kind, key) => names.get(`${kind} ${key}`) ?? key;
}

export const listAccountingMappingsQuery = defineQuery(listAccountingMappings, {
  permission: 'accounting_export.read',
  run: async (ctx, { target }) => {
    const [rows, mapping] = await Promise.all([candidates(ctx, target), loadMapping(ctx, target)]);
    return {
      rows: rows.map((row) => ({ ...row, value: mapped(mapping, row) ?? '' })),
      abilities: abilitiesOf(ctx, ['accounting_export.map']),
    };
  },
});
