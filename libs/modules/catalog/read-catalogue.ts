import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { DateRange, LocalDate } from '@kelp/std';
import { ratesOfPlace } from './domain/rates-of-place';
import type { RoundingScope } from './tables';

/** A service as billing needs it. `rate` is the price in force on the asked date, null = none in that currency. */
export interface PricedService {
  id: string;
  name: string;
  /** Name of the tax category. */
  taxCategory: string;
  rate: string | null;
  minutes: { minimumMinutes: number; incrementMinutes: number; scope: RoundingScope };
}

/** Every service, also those out of use (old work is still billed), with its price in the currency on the date. */
export async function readCatalogue(ctx: ReadCtx, currency: string, date: LocalDate): Promise<PricedService[]> {
  interface Flat extends Omit<PricedService, 'minutes'> {
    minimumMinutes: number;
    incrementMinutes: number;
    roundingScope: RoundingScope;
  }
  const rows = await ctx.db.rows<Flat>(
    sql`select s.id, s.name, c.name as tax_category, p.unit_price as rate, s.minimum_minutes, s.increment_minutes, s.rounding_scope
        from services s
        join tax_categories c on c.tenant_id = s.tenant_id and c.id = s.tax_category_id
        left join service_prices p on p.tenant_id = s.tenant_id and p.service_id = s.id and p.currency = ${currency}
          and p.valid_from <= ${date}::date and (p.valid_to is null or p.valid_to > ${date}::date)
        where s.tenant_id = ${ctx.tenant}`,
  );
  return rows.map(({ minimumMinutes, incrementMinutes, roundingScope, ...service }) => ({
    ...service,
    minutes: { minimumMinutes, incrementMinutes, scope: roundingScope },
  }));
}

/** A row of the tax table as billing needs it; parts per million. */
export interface PlacedTaxRate {
  id: string;
  place: string;
  /** Name of the tax category. */
  category: string;
  valid: DateRange;
  ratePpm: number;
  reason: string | null;
}

/** The rates of the place: its own where a category has any there, else those of everywhere, named by the place. */
export async function readTaxRates(ctx: ReadCtx, place: string): Promise<PlacedTaxRate[]> {
  interface Flat extends Omit<PlacedTaxRate, 'valid'> {
    validFrom: LocalDate;
    validTo: LocalDate | null;
  }
  const rows = await ctx.db.rows<Flat>(
    sql`select r.id, r.place, c.name as category, r.ppm as rate_ppm, r.reason, r.valid_from, r.valid_to
        from tax_rates r join tax_categories c on c.tenant_id = r.tenant_id and c.id = r.category_id
        where r.tenant_id = ${ctx.tenant} and r.place in (${place}, '*') order by r.valid_from`,
  );
  const rates = rows.map(({ validFrom, validTo, ...rate }) => ({ ...rate, valid: { start: validFrom, end: validTo } }));
  return ratesOfPlace(rates, place);
}
