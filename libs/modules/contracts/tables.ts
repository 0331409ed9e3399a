import { boolean, decimal, integer, json, localDate, smallint, tenantColumns, text, uuid } from '@kelp/platform/db';
import type { Anchor, Cycle, ProrationMethod } from '@kelp/std';
import type { CountMethod } from '@kelp/std/pricing';
import type { UsagePricingTerms } from './contract/usage';
import type { RoundingScope, TaxPointKind } from '@kelp/catalog';
import type { RolloverRule } from './tables/hours';

export type ContractStatus = 'draft' | 'active' | 'ended';
export type LineKind = 'fixed' | 'hourly' | 'usage' | 'bucket' | 'prepaid' | 'seats' | 'minimum' | 'project';
/** How a project is paid: by milestones, or its work by the hour. */
export type ProjectBilling = 'milestones' | 'hourly';
export type { CountMethod } from '@kelp/std/pricing';
export type Timing = 'advance' | 'arrears';
export type TermsKind = 'on_receipt' | 'net' | 'end_of_month' | 'fixed_day';

/** Who pays, in which currency, on which terms and under which tax. One default a client. */
export const billingProfiles = tenantColumns(
  'billing_profiles',
  {
    clientId: uuid(),
    name: text().withDefault(),
    currency: text(),
    zone: text(),
    termsKind: text<TermsKind>().withDefault(),
    /** Days, or the day of the month for `fixed_day`. */
    termsDays: integer().withDefault(),
    taxPlace: text().withDefault(),
    /** Null: as the workspace has it. */
    taxPoint: text<TaxPointKind>().orNull(),
    taxRounding: text<'document' | 'line'>().orNull(),
    requiresAddress: boolean().withDefault(),
    address: text().withDefault(),
    email: text().orNull(),
    isDefault: boolean().withDefault(),
  },
  {
    noun: 'billing profile',
    conflicts: {
      billing_profiles_client_id_name_unique: 'This client already has a billing profile with this name.',
      billing_profiles_one_default: 'This client already has a default billing profile.',
    },
  },
);

/** Without a client it is a template. Serves from `startsOn` up to but without `endsOn`. */
export const contracts = tenantColumns(
  'contracts',
  {
    clientId: uuid().orNull(),
    billingProfileId: uuid().orNull(),
    name: text(),
    currency: text(),
    status: text<ContractStatus>().withDefault(),
    startsOn: localDate(),
    endsOn: localDate().orNull(),
    cycle: text<Cycle>(),
    anchorKind: text<Anchor['kind']>(),
    anchorOn: localDate(),
    anchorDay: smallint().orNull(),
    /** Days before a period in advance begins at which it falls due. */
    leadDays: integer().withDefault(),
    poNumber: text().withDefault(),
    /** Its prices have the tax in them. */
    pricesIncludeTax: boolean().withDefault(),
  },
  {
    conflicts: {
      contracts_profile_of_client_fk: 'This billing profile belongs to another client. Choose one of this client.',
    },
  },
);

export const contractVersions = tenantColumns(
  'contract_versions',
  {
    contractId: uuid(),
    number: integer(),
    validFrom: localDate(),
    validTo: localDate().orNull(),
    note: text().withDefault(),
  },
  {
    noun: 'contract version',
    conflicts: {
      contract_versions_no_overlap: 'Two versions of a contract cannot hold on one day. Reload and try again.',
    },
  },
);

/** Serves from `startsOn` up to but without `endsOn`, and never outside its contract. */
export const contractLines = tenantColumns(
  'contract_lines',
  {
    contractId: uuid(),
    kind: text<LineKind>(),
    /** What the line sells: its name and tax. */
    serviceId: uuid(),
    name: text(),
    position: integer(),
    timing: text<Timing>(),
    proration: text<ProrationMethod>().withDefault(),
    startsOn: localDate(),
    endsOn: localDate().orNull(),
    /** What of a period is paid; only lines that count have it. */
    countMethod: text<CountMethod>().orNull(),
    /** What it counts; only usage has it. */
    meterId: uuid().orNull(),
    /** Only a project has it. */
    projectBilling: text<ProjectBilling>().orNull(),
  },
  {
    noun: 'contract line',
    conflicts: {
      contract_lines_counted_ahead:
        'In advance only the count of the first day is known. Count by day, or bill in arrears.',
    },
  },
);

/** Services whose time a line takes: an hourly line bills it, a fixed line includes it in its fee. */
export const contractLineServices = tenantColumns(
  'contract_line_services',
  { lineId: uuid(), serviceId: uuid(), weight: decimal().withDefault() },
  {
    noun: 'covered service',
    conflicts: { contract_line_services_line_id_service_id_unique: 'This line already covers this service.' },
  },
);

/** What a line costs on a range of days; `versionId` is the contract version that set it. */
export const contractLineTerms = tenantColumns(
  'contract_line_terms',
  {
    lineId: uuid(),
    kind: text<LineKind>(),
    versionId: uuid(),
    validFrom: localDate(),
    validTo: localDate().orNull(),
    /** Minor units a unit and period. */
    price: decimal().orNull(),
    quantity: decimal().orNull(),
    /** Minor units an hour; null = rules or the catalogue decide. */
    hourlyRate: decimal().orNull(),
    minimumMinutes: integer().orNull(),
    incrementMinutes: integer().orNull(),
    roundingScope: text<RoundingScope>().orNull(),
    /** Minutes of a bucket for each period; of a project all that its work is planned to take. */
    includedMinutes: decimal().orNull(),
    /** Whether they shrink with a part of a period. */
    proratesIncluded: boolean().withDefault(),
    rollover: text<RolloverRule>().orNull(),
    /** How many periods unused minutes last; null = until used. */
    rolloverPeriods: integer().orNull(),
    rolloverCap: decimal().orNull(),
    /** How a quantity becomes an amount; only usage has it. */
    pricing: json<UsagePricingTerms>().orNull(),
    /** The price of a project paid by the hour is the most that its work costs. */
    isCapped: boolean().withDefault(),
    /** How much a minute of a service counts in a bucket from here on; null = as the line began. */
    weights: json<Record<string, string>>().orNull(),
    details: json<Record<string, unknown>>().withDefault(),
  },
  {
    noun: 'terms of a line',
    conflicts: { contract_line_terms_no_overlap: 'Two prices of a line cannot hold on one day. Reload and try again.' },
  },
);
