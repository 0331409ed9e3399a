import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import type { EInvoiceParties, EInvoiceSource } from '../domain/e-invoice';
import { eInvoicing } from '../e-invoice-settings';
import { invoiceLines, invoices, invoiceTaxes } from '../tables';
import { clientEInvoiceDetails } from '../tables/e-invoices';

export interface EInvoiceRow {
  id: string;
  source: EInvoiceSource;
  parties: EInvoiceParties;
}

interface Place {
  clientId: string;
  street: string;
  city: string;
  postalCode: string;
  country: string;
}

/** Where bills of clients go: the billing location, else the default one. A country that is not two letters is unknown. */
export function placesOf(ctx: ReadCtx, clientIds: readonly string[]): Promise<Place[]> {
  return ctx.db.rows<Place>(
    sql`select distinct on (client_id) client_id, concat_ws(', ', nullif(line1, ''), nullif(line2, '')) as street, city, postal_code,
          case when upper(country) ~ '^[A-Z]{2}$' then upper(country) else '' end as country
        from client_locations where tenant_id = ${ctx.tenant} and client_id = any(${[...clientIds]}::uuid[])
        order by client_id, is_billing desc, is_default desc, id`,
  );
}

/** The seller of a workspace as e-invoices name it. */
async function readSeller(ctx: ReadCtx): Promise<Pick<EInvoiceParties, 'seller' | 'account'>> {
  const [{ seller }, workspace] = await Promise.all([ctx.setting(eInvoicing), readTenant(ctx)]);
  const { legalName, iban, bic, ...rest } = seller;
  const name = legalName || workspace.name;
  return { seller: { ...rest, name }, account: { iban, bic, name } };
}

interface Buyer extends Pick<EInvoiceParties, 'buyer' | 'buyerReference'> {
  clientId: string;
}

async function readBuyers(ctx: ReadCtx, named: Map<string, string>): Promise<Buyer[]> {
  const clientIds = [...named.keys()];
  const [details, places] = await Promise.all([
    ctx.db.list(clientEInvoiceDetails, { clientId: clientIds }),
    placesOf(ctx, clientIds),
  ]);
  return clientIds.map((clientId) => {
    const own = details.find((one) => one.clientId === clientId);
    const place = places.find((one) => one.clientId === clientId);
    // an address is taken as a whole: a street from here and a country from there would be nowhere
    const hasOwn = Boolean(own && (own.street || own.city || own.country));
    const at = hasOwn ? own : place;
    return {
      clientId,
      buyerReference: own?.buyerReference ?? '',
      buyer: {
        name: own?.legalName || (named.get(clientId) ?? ''),
        vatId: own?.vatId ?? '',
        registrationId: own?.registrationId ?? '',
        street: at?.street ?? '',
        city: at?.city ?? '',
        postalCode: at?.postalCode ?? '',
        country: at?.country ?? '',
        email: '',
        endpointScheme: own?.endpointScheme ?? '',
        endpoint: own?.endpoint ?? '',
      },
    };
  });
}

/** Credit that paid a part in the moment of finalising; before it, none. */
const creditAtFirst = (ctx: ReadCtx, ids: readonly string[]) =>
  ctx.db.rows<{ invoiceId: string; used: bigint }>(
    sql`select u.invoice_id, sum(u.amount)::bigint as used from credit_uses u
        join invoices i on i.tenant_id = u.tenant_id and i.id = u.invoice_id
        where u.tenant_id = ${ctx.tenant} and u.invoice_id = any(${[...ids]}::uuid[]) and u.kind = 'invoice' and u.used_at = i.finalised_at
        group by u.invoice_id`,
  );

/** The order that pays for each line of documents which stand on several: the one it takes from, else the one that its contract names. */
async function ordersOfLines(ctx: ReadCtx, heads: readonly { id: string; poNumbers: string[] }[]) {
  const several = heads.filter(({ poNumbers }) => poNumbers.length > 1).map(({ id }) => id);
  if (several.length === 0) return new Map<string, string>();
  const rows = await ctx.db.rows<{ id: string; number: string }>(
    sql`select l.id, coalesce(o.number, k.po_number) as number from invoice_lines l
        left join purchase_order_uses u on u.tenant_id = l.tenant_id and u.line_id = coalesce(l.credits_line_id, l.id)
        left join purchase_orders o on o.tenant_id = u.tenant_id and o.id = u.order_id
        left join contract_lines c on c.tenant_id = l.tenant_id and c.id = l.contract_line_id
        left join contracts k on k.tenant_id = c.tenant_id and k.id = c.contract_id
        where l.tenant_id = ${ctx.tenant} and l.invoice_id = any(${several}::uuid[]) and coalesce(o.number, k.po_number, '') <> ''`,
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** Documents as e-invoices see them, with the parties as they are called now; seven statements for however many. */
export async function loadEInvoices(ctx: ReadCtx, ids: readonly string[]): Promise<EInvoiceRow[]> {
  const [heads, lines, taxes, credit, seller] = await Promise.all([
    ctx.db.list(invoices, { id: [...ids] }, { orderBy: 'id' }),
    ctx.db.list(invoiceLines, { invoiceId: [...ids] }, { orderBy: 'position', limit: 1_000_000 }),
    ctx.db.list(invoiceTaxes, { invoiceId: [...ids] }, { orderBy: 'category', limit: 100_000 }),
    creditAtFirst(ctx, ids),
    readSeller(ctx),
  ]);
  const creditedIds = heads.flatMap(({ creditedInvoiceId }) => creditedInvoiceId ?? []);
  const credited = creditedIds.length > 0 ? await ctx.db.list(invoices, { id: creditedIds }) : [];
  const buyers = await readBuyers(ctx, new Map(heads.map(({ clientId, clientName }) => [clientId, clientName])));
  const orders = await ordersOfLines(ctx, heads);
  const orderOf = (id: string) => {
    const poNumber = orders.get(id);
    return poNumber ? { poNumber } : {};
  };
  const linesOf = groupBy(lines, ({ invoiceId }) => invoiceId);
  const taxesOf = groupBy(taxes, ({ invoiceId }) => invoiceId);
  return heads.flatMap((head) => {
    const { id, kind, currency, invoiceDate, dueDate, net, tax, total, numberText } = head;
    if (kind === 'opening_balance') return [];
    const note = credited.find((one) => one.id === head.creditedInvoiceId);
    const buyer = buyers.find(({ clientId }) => clientId === head.clientId);
    if (!buyer) throw new Error('Every document has a buyer.');
    const row: EInvoiceRow = {
      id,
      parties: { ...seller, buyer: buyer.buyer, buyerReference: buyer.buyerReference },
      source: {
        kind,
        number: numberText ?? 'DRAFT',
        currency,
        invoiceDate,
        dueDate,
        net,
        tax,
        total,
        creditUsed: credit.find(({ invoiceId }) => invoiceId === id)?.used ?? 0n,
        credits: note
          ? { number: note.numberText ?? '', date: note.invoiceDate, reason: head.creditReason ?? '' }
          : null,
        poNumbers: head.poNumbers,
        lines: (linesOf.get(id) ?? []).map((line) => ({ ...line, ...orderOf(line.id) })),
        taxes: taxesOf.get(id) ?? [],
      },
    };
    return [row];
  });
}
