import type { ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { groupBy, type DatedRow, type LocalDate, type ProrationMethod } from '@kelp/std';
import { anchorOf } from './domain/anchor-of';
import type { LineSchedule } from './domain/due-periods';
import type { contractLineTerms, LineKind, Timing } from './tables';

/** Terms of a line with the version that set them. Prices in minor units of the line's currency. */
export interface BillableTerms extends DatedRow {
  price: string | null;
  quantity: string | null;
  hourlyRate: string | null;
  minimumMinutes: number | null;
  incrementMinutes: number | null;
  roundingScope: Row<typeof contractLineTerms>['roundingScope'];
  version: { id: string; number: number };
}

/** A contract line with all that billing needs of it. */
export interface BillableLine {
  id: string;
  kind: LineKind;
  clientId: string;
  billingProfileId: string;
  contractId: string;
  contractName: string;
  poNumber: string;
  currency: string;
  position: number;
  name: string;
  serviceId: string;
  /** Name of the tax category of its service. */
  taxCategory: string;
  proration: ProrationMethod;
  schedule: LineSchedule;
  /** Earliest first. */
  terms: BillableTerms[];
}

interface FlatLine extends Omit<BillableLine, 'schedule' | 'terms'> {
  contractStartsOn: LocalDate;
  contractEndsOn: LocalDate | null;
  cycle: LineSchedule['contract']['cycle'];
  anchorKind: 'day' | 'last_day' | 'reference';
  anchorOn: LocalDate;
  anchorDay: number | null;
  leadDays: number;
  startsOn: LocalDate;
  endsOn: LocalDate | null;
  timing: Timing;
}

type FlatTerms = Omit<BillableTerms, 'version'> & { lineId: string; versionId: string; number: number };

/**
 * The lines of the contracts that these billing profiles pay for, in order of contract and position, in two statements
 * however many they are. Ended contracts are among them: their last periods are billed after the end. Drafts are not.
 */
export async function readBillableLines(ctx: ReadCtx, billingProfileIds: readonly string[]): Promise<BillableLine[]> {
  if (billingProfileIds.length === 0) return [];
  const lines = await ctx.db.rows<FlatLine>(
    sql`select l.id, l.kind, k.client_id, k.billing_profile_id, k.id as contract_id, k.name as contract_name, k.po_number, k.currency,
          l.position, l.name, l.service_id, t.name as tax_category, l.proration, k.starts_on as contract_starts_on,
          k.ends_on as contract_ends_on, k.cycle, k.anchor_kind, k.anchor_on, k.anchor_day, k.lead_days, l.starts_on, l.ends_on, l.timing
        from contracts k
        join contract_lines l on l.tenant_id = k.tenant_id and l.contract_id = k.id
        join services s on s.tenant_id = l.tenant_id and s.id = l.service_id
        join tax_categories t on t.tenant_id = s.tenant_id and t.id = s.tax_category_id
        where k.tenant_id = ${ctx.tenant} and k.billing_profile_id = any(${[...billingProfileIds]}::uuid[]) and k.status <> 'draft'
        order by k.starts_on, k.id, l.position`,
  );
  const terms = await ctx.db.rows<FlatTerms>(
    sql`select m.line_id, m.valid_from, m.valid_to, m.price, m.quantity, m.hourly_rate, m.minimum_minutes, m.increment_minutes,
          m.rounding_scope, v.id as version_id, v.number
        from contract_line_terms m
        join contract_versions v on v.tenant_id = m.tenant_id and v.id = m.version_id
        where m.tenant_id = ${ctx.tenant} and m.line_id = any(${lines.map((line) => line.id)}::uuid[])
        order by m.valid_from`,
  );
  const ofLine = groupBy(terms, (one) => one.lineId);
  return lines.map((line) => billableLine(line, ofLine.get(line.id) ?? []));
}

function billableLine(flat: FlatLine, terms: FlatTerms[]): BillableLine {
  const { id, kind, clientId, billingProfileId, contractId, contractName, poNumber, currency } = flat;
  const { position, name, serviceId, taxCategory, proration, cycle, leadDays } = flat;
  const facts = { id, kind, clientId, billingProfileId, contractId, contractName, poNumber, currency };
  const contract = {
    startsOn: flat.contractStartsOn,
    endsOn: flat.contractEndsOn,
    anchor: anchorOf(flat),
    cycle,
    leadDays,
  };
  const line = { startsOn: flat.startsOn, endsOn: flat.endsOn, timing: flat.timing };
  return {
    ...facts,
    position,
    name,
    serviceId,
    taxCategory,
    proration,
    schedule: { contract, line },
    terms: terms.map(({ lineId: _line, versionId, number, ...one }) => ({
      ...one,
      version: { id: versionId, number },
    })),
  };
}
