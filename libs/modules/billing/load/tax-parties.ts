import { placesAround, readTaxSettings, resolvePlace, taxPlaces, type Place, type TaxSettings } from '@kelp/catalog';
import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { ReverseCharge, TaxExemption } from '../domain/tax-input';
import type { ClientRow, ExemptionRow, ProfileRow, ReverseRow } from './rows';

const byAddress = '*';

export interface TaxParties {
  exemptions: ExemptionRow[];
  reverse: ReverseRow[];
  places: Place[];
  taxSettings: TaxSettings;
}

/** What decides the tax of these clients beside the table of rates. */
export async function loadTaxParties(ctx: ReadCtx, clientIds: readonly string[]): Promise<TaxParties> {
  const [exemptions, reverse, places, taxSettings] = await Promise.all([
    ctx.db.rows<ExemptionRow>(
      sql`select e.id, e.client_id, e.certificate, e.reason, e.reason_code, c.name as category, e.place, e.valid_from, e.valid_to
          from tax_exemptions e left join tax_categories c on c.tenant_id = e.tenant_id and c.id = e.category_id
          where e.tenant_id = ${ctx.tenant} and e.client_id = any(${clientIds}::uuid[]) order by e.valid_from, e.id`,
    ),
    ctx.db.rows<ReverseRow>(
      sql`select id, client_id, number, check_state, valid_from from client_vat_numbers
          where tenant_id = ${ctx.tenant} and client_id = any(${clientIds}::uuid[]) and is_reverse_charge`,
    ),
    ctx.db.list(taxPlaces, {}, { orderBy: 'code' }),
    readTaxSettings(ctx),
  ]);
  return { exemptions, reverse, places, taxSettings };
}

/** The places of a profile, the nearest first: as it names one, else by the address of its client; `*` where no place fits. */
export function placesOfProfile(
  profile: Pick<ProfileRow, 'taxPlace'>,
  client: ClientRow,
  parties: TaxParties,
): string[] {
  if (profile.taxPlace !== byAddress) return placesAround(parties.places, profile.taxPlace);
  const address = parties.taxSettings.placeBy === 'service' ? client.servicePlace : client.billingPlace;
  const found = address ? resolvePlace(parties.places, address) : [];
  return found.length > 0 ? found : [byAddress];
}

/** What of a profile decides tax, with the workspace's choices where it has none of its own. */
export function taxOfProfile(
  profile: Pick<ProfileRow, 'taxPlace' | 'taxPoint' | 'taxRounding'>,
  client: ClientRow,
  parties: TaxParties,
) {
  const taxPlaces = placesOfProfile(profile, client, parties);
  return {
    taxPlace: taxPlaces[0] ?? byAddress,
    taxPlaces,
    taxPoint: profile.taxPoint ?? parties.taxSettings.point,
    taxRounding: profile.taxRounding ?? parties.taxSettings.rounding,
  };
}

/** Where somebody else counts the tax it is awaited. */
export const awaited = ({ source }: Pick<TaxSettings, 'source'>): { externalTax?: null } =>
  source === 'table' ? {} : { externalTax: null };

/** What frees a client from tax; nothing where nothing does. */
export function treatmentOf(
  clientId: string,
  { exemptions, reverse }: Pick<TaxParties, 'exemptions' | 'reverse'>,
): { exemptions?: TaxExemption[]; reverseCharge?: ReverseCharge } {
  const own = exemptions.filter((one) => one.clientId === clientId);
  const number = reverse.find((one) => one.clientId === clientId);
  const certificates = own.map(({ clientId: _client, validFrom, validTo, ...one }) => ({
    ...one,
    valid: { start: validFrom, end: validTo },
  }));
  return {
    ...(certificates.length > 0 ? { exemptions: certificates } : {}),
    ...(number
      ? {
          reverseCharge: {
            id: number.id,
            vatNumber: number.number,
            check: number.checkState,
            valid: { start: number.validFrom, end: null },
          },
        }
      : {}),
  };
}
