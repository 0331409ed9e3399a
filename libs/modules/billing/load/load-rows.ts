import type { Place, TaxSettings } from '@kelp/catalog';
import { addressLine } from '@kelp/clients';
import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { loadProjects } from './due-projects';
import { loadLooseUsage } from './due-usage';
import type {
  ClaimedRow,
  ClientRow,
  DiscountRow,
  EntryRow,
  ExemptionRow,
  LineRow,
  LooseRow,
  LotRow,
  OrderRow,
  PriceRow,
  ProfileRow,
  ProjectRow,
  QuantityRow,
  ReverseRow,
  RuleRow,
  ServiceRow,
  StateRow,
  TaxRow,
  TermsRow,
} from './rows';
import { loadTaxParties } from './tax-parties';

export interface BillingRows {
  clients: ClientRow[];
  profiles: ProfileRow[];
  lines: LineRow[];
  terms: TermsRow[];
  claimed: ClaimedRow[];
  entries: EntryRow[];
  rules: RuleRow[];
  orders: OrderRow[];
  services: ServiceRow[];
  prices: PriceRow[];
  taxes: TaxRow[];
  quantities: QuantityRow[];
  states: StateRow[];
  lots: LotRow[];
  projects: ProjectRow[];
  discounts: DiscountRow[];
  looseUsage: LooseRow[];
  exemptions: ExemptionRow[];
  reverse: ReverseRow[];
  places: Place[];
  taxSettings: TaxSettings;
}

type Ids = readonly string[];

/** Where a client is, as the calculation of places takes it. */
const placeOf = (which: Sql): Sql =>
  sql`(select jsonb_build_object('country', country, 'region', region, 'city', city, 'postalCode', postal_code)
       from client_locations p where p.tenant_id = c.tenant_id and p.client_id = c.id and (is_billing or is_default) ${which})`;

export const loadClients = ({ db, tenant }: ReadCtx, ids: Ids) =>
  db.rows<ClientRow>(
    sql`select c.id, c.name, l.address, ${placeOf(sql`order by is_billing desc, is_default desc limit 1`)} as billing_place,
          ${placeOf(sql`and is_default limit 1`)} as service_place
        from clients c
        left join lateral (
          select ${addressLine} as address from client_locations l where tenant_id = c.tenant_id and client_id = c.id and (is_billing or is_default)
          order by is_billing desc limit 1) l on true
        where c.tenant_id = ${tenant} and c.id = any(${ids}::uuid[]) order by c.id`,
  );

const loadProfiles = ({ db, tenant }: ReadCtx, ids: Ids) =>
  db.rows<ProfileRow>(
    sql`select id, client_id, name, currency, zone, terms_kind, terms_days, tax_place, tax_point, tax_rounding, requires_address, address, is_default
        from billing_profiles where tenant_id = ${tenant} and client_id = any(${ids}::uuid[]) order by is_default desc, name, id`,
  );

/** Lines of contracts that serve or have served; drafts and templates bill nothing. */
export const loadLines = (ctx: ReadCtx, ids: Ids | null) =>
  selectLines(ctx, ids ? sql`and c.client_id = any(${ids}::uuid[])` : sql``);

/** The same, by the ids of the lines. */
export const loadLinesOf = (ctx: ReadCtx, lineIds: Ids) => selectLines(ctx, sql`and l.id = any(${lineIds}::uuid[])`);

const selectLines = ({ db, tenant }: ReadCtx, which: Sql) =>
  db.rows<LineRow>(
    sql`select l.id, c.client_id, c.prices_include_tax, l.contract_id, c.name as contract_name, c.billing_profile_id, c.currency, l.kind, l.service_id, l.name,
          case when l.kind = 'bucket' then (select jsonb_object_agg(s.service_id, s.weight::text) from contract_line_services s
            where s.tenant_id = l.tenant_id and s.line_id = l.id) end as weights, l.timing, l.proration, l.count_method, l.project_billing,
          (select jsonb_agg(jsonb_build_object('serviceId', b.service_id, 'weight', b.weight::text) order by b.position)
            from contract_line_members b where b.tenant_id = l.tenant_id and b.line_id = l.id) as members,
          case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name, 'unit', m.unit, 'aggregate', m.aggregate) end as meter, l.starts_on, l.ends_on, c.starts_on as contract_starts_on, c.ends_on as contract_ends_on,
          c.cycle, c.anchor_kind, c.anchor_on, c.anchor_day, c.lead_days
        from contract_lines l join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
        left join meters m on m.tenant_id = l.tenant_id and m.id = l.meter_id
        where l.tenant_id = ${tenant} and c.client_id is not null and c.status in ('active', 'ended') ${which}
        order by c.starts_on, c.id, l.position`,
  );

const ofClients = (tenant: string, ids: Ids): Sql =>
  sql`select l.id from contract_lines l join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
      where l.tenant_id = ${tenant} and c.client_id = any(${ids}::uuid[])`;

export const loadTermsOf = ({ db, tenant }: ReadCtx, lineIds: Sql) =>
  db.rows<TermsRow>(
    sql`select t.line_id, t.version_id, v.number as version_number, t.valid_from, t.valid_to, t.price, t.quantity, t.hourly_rate,
          t.minimum_minutes, t.increment_minutes, t.rounding_scope, t.included_minutes, t.prorates_included, t.rollover, t.rollover_periods, t.rollover_cap, t.pricing, t.weights, t.is_capped
        from contract_line_terms t join contract_versions v on v.tenant_id = t.tenant_id and v.id = t.version_id
        where t.tenant_id = ${tenant} and t.line_id = any(array(${lineIds})) order by t.line_id, t.valid_from`,
  );

export const loadClaimed = ({ db, tenant }: ReadCtx, ids: Ids | null) =>
  db.rows<ClaimedRow>(
    sql`select contract_line_id, part, claimed_from, claimed_to, quantity, amount from period_claims
        where tenant_id = ${tenant} ${ids ? sql`and contract_line_id = any(array(${ofClients(tenant, ids)}))` : sql``}
        order by contract_line_id, claimed_from, part`,
  );

/** The last closed period of each bucket. */
export const loadStates = ({ db, tenant }: ReadCtx, lineIds: Sql) =>
  db.rows<StateRow>(
    sql`select distinct on (line_id) line_id, period_to, carried from bucket_states
        where tenant_id = ${tenant} and line_id = any(array(${lineIds})) order by line_id, period_from desc`,
  );

/** Prepaid blocks with minutes left, and those that are on no invoice. */
export const loadLots = ({ db, tenant }: ReadCtx, lineIds: Sql) =>
  db.rows<LotRow>(
    sql`select * from (
          select l.id, l.line_id, l.minutes, l.price, l.bought_on, l.expires_on,
            l.minutes - coalesce((select sum(u.minutes) from lot_uses u where u.tenant_id = l.tenant_id and u.lot_id = l.id), 0)::int as left,
            exists (select 1 from claims k where k.tenant_id = l.tenant_id and k.source_kind = 'prepaid_lot' and k.source_id = l.id) as is_billed
          from prepaid_lots l where l.tenant_id = ${tenant} and l.line_id = any(array(${lineIds}))) x
        where x.left > 0 or not x.is_billed order by x.line_id, x.bought_on, x.id`,
  );

/** Discounts of the clients, their contracts and lines, with what living invoices have used of them. */
const loadDiscounts = ({ db, tenant }: ReadCtx, ids: Ids) =>
  db.rows<DiscountRow>(
    sql`select d.id, d.name, coalesce(d.client_id, k.client_id, lk.client_id) as of_client, d.client_id, d.contract_id, d.line_id, d.level, d.percent, d.amount,
          d.currency, d.cap, d.repeats, d.is_third_party_funded, d.valid_from, d.valid_to, coalesce(u.used, 0)::bigint as used, coalesce(u.count, 0)::int as use_count
        from discounts d
        left join contracts k on k.tenant_id = d.tenant_id and k.id = d.contract_id
        left join contract_lines l on l.tenant_id = d.tenant_id and l.id = d.line_id
        left join contracts lk on lk.tenant_id = l.tenant_id and lk.id = l.contract_id
        left join lateral (select sum(x.amount) as used, count(*) as count from discount_uses x
          where x.tenant_id = d.tenant_id and x.discount_id = d.id) u on true
        where d.tenant_id = ${tenant} and d.code is null and coalesce(d.client_id, k.client_id, lk.client_id) = any(${ids}::uuid[]) order by d.id`,
  );

const loadQuantities = ({ db, tenant }: ReadCtx, ids: Ids) =>
  db.rows<QuantityRow>(
    sql`select id, line_id, on_date, quantity, source, names from quantity_events
        where tenant_id = ${tenant} and line_id = any(array(${ofClients(tenant, ids)})) order by line_id, on_date, id`,
  );

/**
 * Billable time worked before the cut-off date that no living invoice holds, here or in the system it was imported from. For `some` clients `offset 0`
 * keeps the look-up a look-up by key: turned into a join, it was planned without statistics as a scan of all claims for every entry. Over `all` the
 * join is ten times as quick.
 */
export const unclaimedTime = (tenant: string, cutOff: string, clients: 'some' | 'all' = 'some'): Sql =>
  sql`e.tenant_id = ${tenant} and e.client_id is not null and e.billable_minutes > 0 and e.work_date < ${cutOff}
      and not e.is_billed_elsewhere
      and not exists (select 1 from claims k where k.tenant_id = e.tenant_id and k.source_kind = 'time_entry'
        and k.source_id = e.id and k.slice = 'whole' ${clients === 'some' ? sql`offset 0` : sql``})`;

/** What an `EntryRow` holds, of entries as `e`. */
export const entryColumns = sql`e.id, e.client_id, e.work_date, e.started_at, e.minutes, e.billable_minutes, e.state, e.contract_line_id,
  e.line_source, e.line_reason, e.line_candidates, e.service_id, e.ticket_id, e.user_id, e.role, e.work_type, e.user_type, e.own_rate,
  e.own_rate_currency`;

const loadEntries = ({ db, tenant }: ReadCtx, ids: Ids, cutOff: string) =>
  db.rows<EntryRow>(
    sql`select ${entryColumns}
        from time_entries e where ${unclaimedTime(tenant, cutOff)} and e.client_id = any(${ids}::uuid[]) order by e.work_date, e.id`,
  );

/** Special rates of the clients' contracts and of the workspace. */
export const loadRules = ({ db, tenant }: ReadCtx, ids: Ids) =>
  db.rows<RuleRow>(
    sql`select r.rule_id, r.number, r.contract_id, r.line_id, r.position, r.service_id, r.role, r.work_type, r.user_type, r.is_after_hours, r.hours_by,
          r.overtime_minutes, r.overtime_scope, r.overtime_zone, r.rates, r.multiplier, r.holds_over_agreed, r.valid_from, r.valid_to
        from rate_rules r left join contracts c on c.tenant_id = r.tenant_id and c.id = r.contract_id
        where r.tenant_id = ${tenant} and (r.contract_id is null or c.client_id = any(${ids}::uuid[]))
        order by r.contract_id, r.position, r.valid_from, r.id`,
  );

const loadOrders = ({ db, tenant }: ReadCtx, ids: Ids) =>
  db.rows<OrderRow>(
    sql`select id, client_id, contract_id, number, currency, amount - taken as remaining, valid_from, valid_to, policy from purchase_orders
        where tenant_id = ${tenant} and client_id = any(${ids}::uuid[]) order by id`,
  );

export const loadServices = ({ db, tenant }: ReadCtx) =>
  db.rows<ServiceRow>(
    sql`select s.id, s.name, x.name as tax_category, s.prices_include_tax, s.minimum_minutes, s.increment_minutes, s.rounding_scope
        from services s join tax_categories x on x.tenant_id = s.tenant_id and x.id = s.tax_category_id
        where s.tenant_id = ${tenant} order by s.id`,
  );

export const loadPrices = ({ db, tenant }: ReadCtx) =>
  db.rows<PriceRow>(
    sql`select service_id, currency, unit_price, valid_from, valid_to from service_prices
        where tenant_id = ${tenant} order by service_id, currency, valid_from`,
  );

export const loadTaxes = ({ db, tenant }: ReadCtx) =>
  db.rows<TaxRow>(
    sql`select r.id, c.name as category, c.is_exempt, r.place, r.component, r.name, r.position, r.is_compound, r.is_declared, r.bands, r.code, r.reason_code,
          r.ppm, r.reason, r.valid_from, r.valid_to
        from tax_rates r join tax_categories c on c.tenant_id = r.tenant_id and c.id = r.category_id
        where r.tenant_id = ${tenant} order by c.name, r.place, r.component, r.valid_from`,
  );

/** Everything that the invoices of these clients are calculated from, in about twenty queries however many clients. */
export async function loadRows(ctx: ReadCtx, clientIds: Ids, cutOff: string): Promise<BillingRows> {
  const [
    clients,
    profiles,
    lines,
    terms,
    claimed,
    entries,
    rules,
    orders,
    services,
    prices,
    taxes,
    quantities,
    states,
    lots,
    projects,
    discounts,
    looseUsage,
    taxParties,
  ] = await Promise.all([
    loadClients(ctx, clientIds),
    loadProfiles(ctx, clientIds),
    loadLines(ctx, clientIds),
    loadTermsOf(ctx, ofClients(ctx.tenant, clientIds)),
    loadClaimed(ctx, clientIds),
    loadEntries(ctx, clientIds, cutOff),
    loadRules(ctx, clientIds),
    loadOrders(ctx, clientIds),
    loadServices(ctx),
    loadPrices(ctx),
    loadTaxes(ctx),
    loadQuantities(ctx, clientIds),
    loadStates(ctx, ofClients(ctx.tenant, clientIds)),
    loadLots(ctx, ofClients(ctx.tenant, clientIds)),
    loadProjects(ctx, ofClients(ctx.tenant, clientIds)),
    loadDiscounts(ctx, clientIds),
    loadLooseUsage(ctx, clientIds, cutOff),
    loadTaxParties(ctx, clientIds),
  ]);
  return {
    clients,
    profiles,
    lines,
    terms,
    claimed,
    entries,
    rules,
    orders,
    services,
    prices,
    taxes,
    quantities,
    states,
    lots,
    projects,
    discounts,
    looseUsage,
    ...taxParties,
  };
}
