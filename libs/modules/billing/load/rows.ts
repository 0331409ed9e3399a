import type { Anchor, Cycle, ProrationMethod } from '@kelp/std';
import type { CarriedMinutes } from '@kelp/std/pricing';
import type {
  Aggregate,
  CountMethod,
  DiscountRepeats,
  HoursBy,
  LineKind,
  OvertimeScope,
  ProjectBilling,
  RolloverRule,
  UsagePricingTerms,
} from '@kelp/contracts';
import type { BundleMember, Meter } from '../domain/invoice-input';
import type { Address, RoundingScope, TaxBandsRow, TaxCodeRow, TaxPointKind } from '@kelp/catalog';
import type { EntryState, LineSource } from '@kelp/time';

/** Rows as the queries of `load-rows.ts` give them: one shape for each query. */
export interface ClientRow {
  id: string;
  name: string;
  address: string | null;
  /** Where the client is, for its taxes: by the invoice address and by the default location; null where there is none. */
  billingPlace: Address | null;
  servicePlace: Address | null;
}

export interface ProfileRow {
  id: string;
  clientId: string;
  name: string;
  currency: string;
  zone: string;
  termsKind: 'on_receipt' | 'net' | 'end_of_month' | 'fixed_day';
  termsDays: number;
  taxPlace: string;
  /** Null: as the workspace has it. */
  taxPoint: TaxPointKind | null;
  taxRounding: 'document' | 'line' | null;
  requiresAddress: boolean;
  address: string;
  isDefault: boolean;
}

export interface LineRow {
  id: string;
  clientId: string;
  contractId: string;
  contractName: string;
  billingProfileId: string | null;
  currency: string;
  kind: LineKind;
  pricesIncludeTax: boolean;
  serviceId: string;
  name: string;
  timing: 'advance' | 'arrears';
  proration: ProrationMethod;
  countMethod: CountMethod | null;
  /** Services that a fixed fee is shared over. */
  members: BundleMember[] | null;
  /** What a line of usage counts. */
  meter: Meter | null;
  /** How a project is paid. */
  projectBilling: ProjectBilling | null;
  /** How much a minute of a service counts in a bucket. */
  weights: Record<string, string> | null;
  startsOn: string;
  endsOn: string | null;
  contractStartsOn: string;
  contractEndsOn: string | null;
  cycle: Cycle;
  anchorKind: Anchor['kind'];
  anchorOn: string;
  anchorDay: number | null;
  leadDays: number;
}

export interface TermsRow {
  lineId: string;
  versionId: string;
  versionNumber: number;
  validFrom: string;
  validTo: string | null;
  price: string | null;
  quantity: string | null;
  hourlyRate: string | null;
  minimumMinutes: number | null;
  incrementMinutes: number | null;
  roundingScope: RoundingScope | null;
  includedMinutes: string | null;
  proratesIncluded: boolean;
  rollover: RolloverRule | null;
  rolloverPeriods: number | null;
  rolloverCap: string | null;
  pricing: UsagePricingTerms | null;
  isCapped: boolean;
  weights: Record<string, string> | null;
}

/** Usage of a client and meter in a month that no contract line takes. */
export interface LooseRow {
  clientId: string;
  meterId: string;
  name: string;
  unit: string;
  aggregate: Aggregate;
  serviceId: string;
  isDecided: boolean;
  firstOn: string;
  endsOn: string;
  count: number;
  quantity: string;
  events: string[];
}

/** The last closed period of a bucket. */
export interface StateRow {
  lineId: string;
  periodTo: string;
  carried: CarriedMinutes[];
}

export interface LotRow {
  id: string;
  lineId: string;
  minutes: number;
  price: string;
  boughtOn: string;
  expiresOn: string | null;
  left: number;
  isBilled: boolean;
}

/** A project with its milestones and deposits in order, and what living invoices charge for it and hold of them. */
export interface ProjectRow {
  lineId: string;
  /** Work and milestones, less what credit notes took back. */
  charged: bigint;
  milestones: {
    id: string;
    name: string;
    kind: 'amount' | 'percent' | 'rest';
    amount: string | null;
    percent: string | null;
    completedOn: string | null;
  }[];
  deposits: { id: string; amount: string; dueOn: string }[];
  held: HeldRow[];
}

/** A claim on a milestone or deposit, with the gross of its line and what credit notes took back of it (below 0). */
export interface HeldRow {
  sourceId: string;
  slice: string;
  invoiceId: string;
  numberText: string | null;
  gross: bigint;
  credited: bigint;
}

export interface DiscountRow {
  id: string;
  name: string;
  /** The client itself, or the client of the contract or line. */
  ofClient: string;
  clientId: string | null;
  contractId: string | null;
  lineId: string | null;
  level: 'line' | 'document';
  percent: string | null;
  amount: bigint | null;
  currency: string | null;
  cap: bigint | null;
  repeats: DiscountRepeats;
  isThirdPartyFunded: boolean;
  validFrom: string;
  validTo: string | null;
  used: bigint;
  useCount: number;
}

export interface ClaimedRow {
  contractLineId: string;
  part: string;
  claimedFrom: string;
  claimedTo: string;
  quantity: string | null;
  amount: bigint | null;
}

export interface QuantityRow {
  id: string;
  lineId: string;
  onDate: string;
  quantity: string;
  source: string;
  names: string[];
}

export interface EntryRow {
  id: string;
  clientId: string;
  workDate: string;
  startedAt: Date;
  minutes: number;
  billableMinutes: number;
  state: EntryState;
  contractLineId: string | null;
  lineSource: LineSource;
  lineReason: string;
  lineCandidates: string[];
  serviceId: string;
  ticketId: string | null;
  userId: string;
  role: string | null;
  workType: string;
  userType: string;
  /** Minor units an hour for this entry alone. */
  ownRate: string | null;
  ownRateCurrency: string | null;
}

/** A purchase order with what is left of it, in minor units before tax. */
export interface OrderRow {
  id: string;
  clientId: string;
  contractId: string | null;
  number: string;
  currency: string;
  remaining: bigint;
  validFrom: string;
  validTo: string | null;
  policy: 'warn' | 'block';
}

export interface RuleRow {
  ruleId: string;
  number: number;
  /** Null = a rule of the workspace. */
  contractId: string | null;
  lineId: string | null;
  position: number;
  serviceId: string | null;
  role: string | null;
  workType: string | null;
  userType: string | null;
  isAfterHours: boolean | null;
  hoursBy: HoursBy;
  overtimeMinutes: number | null;
  overtimeScope: OvertimeScope | null;
  overtimeZone: string | null;
  /** Minor units an hour by currency. */
  rates: Record<string, string>;
  multiplier: string | null;
  holdsOverAgreed: boolean;
  validFrom: string;
  validTo: string | null;
}

export interface ServiceRow {
  id: string;
  name: string;
  taxCategory: string;
  pricesIncludeTax: boolean;
  minimumMinutes: number;
  incrementMinutes: number;
  roundingScope: RoundingScope;
}

export interface PriceRow {
  serviceId: string;
  currency: string;
  unitPrice: string;
  validFrom: string;
  validTo: string | null;
}

export interface TaxRow {
  id: string;
  category: string;
  place: string;
  ppm: number;
  reason: string | null;
  isExempt: boolean;
  component: string;
  name: string;
  position: number;
  isCompound: boolean;
  isDeclared: boolean;
  bands: TaxBandsRow | null;
  code: TaxCodeRow | null;
  reasonCode: string;
  validFrom: string;
  validTo: string | null;
}

/** A certificate of a client. */
export interface ExemptionRow {
  id: string;
  clientId: string;
  certificate: string;
  reason: string;
  reasonCode: string;
  category: string | null;
  place: string | null;
  validFrom: string;
  validTo: string | null;
}

/** The VAT number of a client who owes the tax. */
export interface ReverseRow {
  id: string;
  clientId: string;
  number: string;
  checkState: string;
  validFrom: string;
}
