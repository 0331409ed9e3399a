import type { Cycle, DateRange, LocalDate, Period, ProrationMethod } from '@kelp/std';
import type { CarriedMinutes, CountMethod, PrepaidLot, QuantityStep, Rollover, UsagePricing } from '@kelp/std/pricing';
import type { MinuteTerms } from '@kelp/time';
import type { UsableOrder } from './order-uses';
import type { ExternalTax, ReverseCharge, TaxExemption, TaxPoint, TaxRate } from './tax-input';

export type { TaxRate } from './tax-input';

/** An exact decimal as text; a price counts minor units of the currency, so `12000` is 120.00 USD and `0.4` is 0.004 USD. */
export type DecimalText = string;

/** When an invoice must be paid, counted from its date. */
export type PaymentTerms =
  | { kind: 'on_receipt' }
  | { kind: 'net'; days: number }
  | { kind: 'end_of_month'; days: number }
  | { kind: 'fixed_day'; dayOfMonth: number };

/** Who pays, in which currency and under which tax; two profiles of one client are two invoices. */
export interface BillingProfile {
  id: string;
  currency: string;
  /** IANA zone of every local date here. */
  zone: string;
  terms: PaymentTerms;
  /** Key of the place in the tax table. */
  taxPlace: string;
  /** That place and those around it, the nearest first; absent before engine 5. */
  taxPlaces?: string[];
  /** Which day decides the rate. */
  taxPoint: TaxPoint;
  /** Tax rounds once per group, or per line where a tenant chooses so and the law allows it. */
  taxRounding: 'document' | 'line';
  requiresAddress: boolean;
}

/** The version of a contract that a price comes from. */
export interface VersionRef {
  id: string;
  number: number;
}

/** One due period of a fixed fee, already cut to what the contract version covers and nothing has billed yet. */
export interface PeriodCharge {
  /** The full period that the anchor defines. */
  period: Period;
  /** The days of it that are charged. */
  covered: Period;
  price: DecimalText;
  quantity: DecimalText;
  proration: ProrationMethod;
  cycle: Cycle;
  version: VersionRef;
}

/** How many a line counts from a date on, with what proves it. */
export interface CountedStep extends QuantityStep {
  eventId: string;
  source: string;
  /** Who or what was counted. */
  names: string[];
}

/** What is billed already for days of a line; `fee` is the first billing of a period, other parts settle later changes. */
export interface BilledPart {
  part: string;
  period: Period;
  /** Seat-days, seats or units, as the part was measured. */
  quantity: DecimalText;
  amount: bigint;
}

/** Days of a line that counts: charged for the first time, or (with a `fee` among `billed`) counted again. */
export interface CountedCharge extends Omit<PeriodCharge, 'quantity'> {
  /** The counts that touch the covered days, in order. */
  steps: CountedStep[];
  /** How many counts the line has in all. */
  seen: number;
  billed: BilledPart[];
}

/** What a line's meter counts, and how. */
export interface Meter {
  id: string;
  name: string;
  unit: string;
  aggregate: 'sum' | 'max' | 'last' | 'unique';
}

/** A period of usage: due for the first time, or (with a `fee` among `billed`) priced again since more arrived. */
export interface UsageCharge {
  period: Period;
  covered: Period;
  pricing: UsagePricing;
  /** Whether a part of a period has only its part of the included units. */
  proratesIncluded: boolean;
  version: VersionRef;
  /** The meter's aggregate over the covered days. */
  quantity: DecimalText;
  /** How many events it comes from. */
  events: number;
  billed: BilledPart[];
}

/** Usage outside contracts: an open question, or decided to be billed at the price of the service. */
export interface LooseUsage {
  meter: Meter & { serviceId: string };
  period: Period;
  quantity: DecimalText;
  count: number;
  isDecided: boolean;
  /** Ids of the events, where it is decided. */
  events: string[];
}

/** A period of a least amount: due for the first time, or (with a `fee` among `billed`) looked at again. */
export interface MinimumCharge extends Omit<PeriodCharge, 'quantity'> {
  /** What other invoices charge for the period, minor units before discounts. */
  charged: bigint;
  billed: BilledPart[];
}

/** A service that a fixed fee is shared over; without a weight the price of the catalogue decides. */
export interface BundleMember {
  serviceId: string;
  weight: DecimalText | null;
}

/** A period of a bucket that has ended and is not closed. */
export interface BucketHours {
  period: Period;
  covered: Period;
  /** Minutes, exact. */
  included: DecimalText;
  rollover: Rollover;
  /** Weights agreed later than the line. */
  weights?: Record<string, DecimalText>;
  /** What minutes are rounded by, and the rate beyond the bucket. */
  terms: HourlyTerms;
}

/** A block of prepaid time that was bought and is not billed. */
export interface LotPurchase {
  id: string;
  minutes: number;
  /** Minor units for the whole block. */
  price: DecimalText;
  boughtOn: LocalDate;
  expiresOn: LocalDate | null;
}

/** Hourly terms as they hold on a range of work dates. `rate` null = no default of its own; rules or the catalogue decide. */
export interface HourlyTerms {
  valid: DateRange;
  rate: DecimalText | null;
  minutes: MinuteTerms;
  version: VersionRef;
}

/** A milestone of a project, in order; `billed` is what an invoice holds of it, and only what is due may be billed now. */
export interface ProjectMilestone {
  id: string;
  name: string;
  kind: 'amount' | 'percent' | 'rest';
  amount: DecimalText | null;
  percent: DecimalText | null;
  completedOn: LocalDate | null;
  isDue: boolean;
  billed: bigint | null;
  /** How often it was billed and credited wholly. */
  credited: number;
}

/** A deposit that is due and on no invoice. */
export interface DueDeposit {
  id: string;
  amount: DecimalText;
  dueOn: LocalDate;
}

/** A deposit on an invoice, with what is left to take off and how often some of it came off. */
export interface PaidDeposit {
  id: string;
  dueOn: LocalDate;
  invoice: string;
  left: bigint;
  uses: number;
}

/** What holds for a project on a range of days: its price or budget, and its work. */
export type ProjectTerms = HourlyTerms & { price: DecimalText; isCapped: boolean };

interface LineBase {
  id: string;
  contractId: string;
  contractName: string;
  /** Order on the invoice. */
  position: number;
  name: string;
  serviceId: string;
  taxCategory: string;
  currency: string;
  /** The prices of the contract have the tax in them. */
  pricesIncludeTax?: boolean;
}

/** A contract line with what is due of it. Further kinds join this union. */
export type DueContractLine =
  | (LineBase & { kind: 'fixed'; charges: PeriodCharge[]; members?: BundleMember[] })
  | (LineBase & { kind: 'minimum'; charges: MinimumCharge[] })
  | (LineBase & { kind: 'hourly'; terms: HourlyTerms[] })
  | (LineBase & {
      kind: 'seats';
      timing: 'advance' | 'arrears';
      method: CountMethod;
      charges: CountedCharge[];
    })
  | (LineBase & {
      kind: 'bucket';
      /** The fee. */
      charges: PeriodCharge[];
      hours: BucketHours[];
      /** What the last closed period has handed on. */
      carried: CarriedMinutes[];
      /** How much a minute counts, by service; 1 for others. */
      weights: Record<string, DecimalText>;
      /** The hourly terms of all dates, for work that comes after its bucket is closed for good. */
      beyond: HourlyTerms[];
    })
  | (LineBase & { kind: 'usage'; meter: Meter; charges: UsageCharge[] })
  | (LineBase & {
      kind: 'project';
      billing: 'milestones' | 'hourly';
      terms: ProjectTerms[];
      milestones: ProjectMilestone[];
      /** What other invoices charge for its work, less what credit notes took back. */
      charged: bigint;
      deposits: DueDeposit[];
      paid: PaidDeposit[];
      /** Nobody works on it any more, and all its periods have ended. */
      hasEnded: boolean;
    })
  | (LineBase & { kind: 'prepaid'; purchases: LotPurchase[]; lots: PrepaidLot[]; terms: HourlyTerms[] });

/** Which contract line pays for an entry, as decided when the entry was written. */
export type Attribution =
  | { kind: 'line'; lineId: string; reason: string }
  | { kind: 'catalogue'; reason: string }
  | { kind: 'ambiguous'; candidateLineIds: string[] };

/** A time entry whose service period has fallen due. */
export interface TimeEntryRow {
  id: string;
  workDate: LocalDate;
  /** The service period of its line that holds the work date. */
  period: Period;
  /** Minutes worked; never changed by billing. */
  minutes: number;
  billableMinutes: number;
  isApproved: boolean;
  attribution: Attribution;
  serviceId: string;
  ticketId: string | null;
  userId: string;
  role: string | null;
  workType: string | null;
  userType: string | null;
  /** Whether it begins outside business hours. */
  isAfterHours: boolean;
  /** Minutes of it, from its begin, at which business hours end or begin; left out where none lies inside. */
  hourCuts?: number[];
  /** A price for this entry alone, and its currency where that was told. */
  rateOverride: DecimalText | null;
  rateOverrideCurrency?: string;
  /** Minutes that this person had worked for the client before the entry in its day or week, by `workedKey`; only what rules ask for. */
  workedBefore?: Record<string, number>;
}

/** Work of one person for the client beyond so many minutes of an entry, or of its day or week in a zone. */
export interface Overtime {
  minutes: number;
  scope: 'entry' | 'day' | 'week';
  /** IANA zone of the days and weeks. */
  zone: string;
}

/** A special hourly rate; of the rules of the contract and then of the workspace, each in order of position, the first that matches wins. */
export interface RateRule {
  id: string;
  version: number;
  position: number;
  /** Null = a rule of the workspace. */
  contractId: string | null;
  /** Null = every line of the contract. */
  contractLineId: string | null;
  valid: DateRange;
  match: {
    serviceId?: string;
    role?: string;
    workType?: string;
    userType?: string;
    isAfterHours?: boolean;
  };
  /** Asks each minute whether it lies outside business hours; without it the begin of the work decides for all of it. */
  isByMinute?: true;
  overtime?: Overtime;
  /** A rule of the workspace that gives way to the contract line's own rate. */
  givesWay?: true;
  /** Minor units an hour in the profile's currency; null = the rule has a multiplier, or names no rate in this currency. */
  rate: DecimalText | null;
  /** Times the rate that would hold without rules. */
  multiplier?: DecimalText;
}

/** A service of the catalogue with its dated hourly rates in the profile's currency; none = it has no price there. */
export interface CatalogueService {
  id: string;
  name: string;
  taxCategory: string;
  /** Its prices have the tax in them. */
  pricesIncludeTax?: boolean;
  rates: { valid: DateRange; rate: DecimalText }[];
  minutes: MinuteTerms;
}

/** A reduction before tax. Exactly one of a percentage (`12.5` is 12.5 %) and an amount in minor units. */
export type Discount = {
  id: string;
  name: string;
  level: 'line' | 'document';
  /** Null = every line. */
  contractLineIds: string[] | null;
  /** It applies when this range meets the service period of the line. */
  valid: DateRange;
  /** Somebody else pays it: the tax stays on the full price. */
  isThirdPartyFunded: boolean;
  /** The most that it takes from this invoice, minor units. */
  cap?: bigint;
} & ({ kind: 'percent'; percent: DecimalText } | { kind: 'amount'; amount: bigint });

/** Everything one invoice is calculated from: plain rows, loaded in bulk, without any look-up left to do. */
export interface InvoiceInput {
  /** Date of the invoice in the profile's zone. */
  invoiceDate: LocalDate;
  client: { id: string; name: string; billingAddress: string | null };
  profile: BillingProfile;
  contractLines: DueContractLine[];
  timeEntries: TimeEntryRow[];
  /** Not in the inputs of invoices of older engines. */
  looseUsage?: LooseUsage[];
  rateRules: RateRule[];
  catalogue: CatalogueService[];
  discounts: Discount[];
  /** Purchase orders of the client in this currency; absent where it has none. */
  purchaseOrders?: UsableOrder[];
  taxRates: TaxRate[];
  exemptions?: TaxExemption[];
  reverseCharge?: ReverseCharge;
  /** Present where somebody else counts the tax; null until they have answered. */
  externalTax?: ExternalTax | null;
}
