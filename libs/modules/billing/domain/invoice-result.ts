import type { LocalDate, Period } from '@kelp/std';
import type { BucketPeriod, LotUse } from '@kelp/std/pricing';
import type { DecimalText } from './invoice-input';
import type { LineTax, TaxCode, TaxPoint } from './tax-input';

/** Something a reader can open: the proof behind a number or a blocker. */
export interface Evidence {
  kind:
    | 'time_entry'
    | 'contract_line'
    | 'contract_version'
    | 'rate_rule'
    | 'tax_rate'
    | 'discount'
    | 'client'
    | 'service'
    | 'quantity_event'
    | 'meter'
    | 'tax_exemption'
    | 'purchase_order';
  id: string;
}

/** Why a number is what it is, kept with the line. */
export interface Explanation {
  /** Stable name of the product rule, for example `time.contract_rate`. */
  rule: string;
  /** Version of what set the price; null when an entry set its own. */
  version: string | null;
  inputs: Record<string, string>;
  /** The arithmetic in plain sentences, in order. */
  steps: string[];
  evidence: Evidence[];
}

/**
 * A source that the line bills; (kind, id, slice) is unique over all living invoices, which is what keeps anything from
 * being billed twice. A period claim also carries its range, so that overlaps are refused too.
 */
export type Claim =
  /** `rest` is the part of an entry that prepaid hours had no room for, or overtime; further thresholds count on. */
  | { kind: 'time_entry'; id: string; slice: 'whole' | 'rest' | `rest ${number}` }
  | { kind: 'prepaid_lot'; id: string; slice: 'whole' }
  | { kind: 'usage_event'; id: string; slice: 'whole' }
  /** `again`: it was billed before and credited wholly. */
  | { kind: 'project_milestone'; id: string; slice: 'whole' | `again ${number}` }
  /** `off`: a part of it that comes off an invoice. */
  | { kind: 'project_deposit'; id: string; slice: 'whole' | `off ${number}` }
  | {
      kind: 'period';
      id: string;
      slice: string;
      /** `fee` once for each day; further parts settle what came later. */
      part: string;
      period: Period;
      /** What was measured and charged, kept so that a later count bills the difference only. */
      quantity?: DecimalText;
      amount?: bigint;
      /** How many counts or events were known. */
      seen?: number;
    };

export type PeriodClaim = Extract<Claim, { kind: 'period' }>;

/** What the claim of a period says of it once it stands, as later invoices read it. */
export const claimedPeriod = ({ id, part, period, quantity, amount }: PeriodClaim) => ({
  contractLineId: id,
  part,
  claimedFrom: period.start,
  claimedTo: period.end,
  quantity: quantity ?? null,
  amount: amount ?? null,
});

export interface Reduction {
  discountId: string;
  name: string;
  /** Minor units, positive. */
  amount: bigint;
  isThirdPartyFunded: boolean;
}

/** `included_time` shows work that a fixed fee pays for; it costs nothing and is not printed unless asked. */
export type LineKind =
  | 'fixed'
  | 'time'
  | 'included_time'
  | 'manual'
  | 'seats'
  | 'usage'
  | 'minimum'
  | 'minimum_met'
  | 'bucket_hours'
  | 'overage'
  | 'prepaid'
  | 'prepaid_hours'
  | 'milestone'
  /** What work of a project is beyond its most amount, taken off again. */
  | 'over_cap'
  | 'deposit'
  | 'deposit_used';

/** Kinds of lines that only inform: they cost nothing, need no tax rate and make no invoice by themselves. */
export const informationKinds: readonly LineKind[] = ['included_time', 'bucket_hours', 'prepaid_hours', 'minimum_met'];

/** What is paid ahead and comes off later: no charge for service, so no discount and no least amount counts it. */
export const onAccountKinds: readonly LineKind[] = ['deposit', 'deposit_used'];

export const isOnAccount = ({ kind }: { kind: LineKind }): boolean => onAccountKinds.includes(kind);

export const isInformation = ({ kind }: { kind: LineKind }): boolean => informationKinds.includes(kind);

/** Information that the client gets on paper: what became of the hours they pay for. */
export const isRecap = ({ kind }: { kind: LineKind }): boolean => kind === 'bucket_hours' || kind === 'prepaid_hours';

/** A line before discounts and tax. */
export interface ChargeLine {
  kind: LineKind;
  contractLineId: string | null;
  /** Null for a line that somebody wrote by hand. */
  serviceId: string | null;
  description: string;
  quantity: DecimalText;
  unit: 'piece' | 'minute';
  unitPrice: DecimalText;
  /** Units that one unit price buys: 60 minutes, 1 piece. */
  priceBase: number;
  /** Minor units before discounts. */
  gross: bigint;
  servicePeriod: Period;
  taxCategory: string;
  /** Price and amount before discounts have the tax in them; the net never has. */
  includesTax?: boolean;
  claims: Claim[];
  /** The period of a bucket that this line closes. */
  bucket?: { period: Period; state: BucketPeriod };
  /** What this line takes from prepaid blocks. */
  lotUses?: LotUse[];
  explanation: Explanation;
}

export interface DiscountedLine extends ChargeLine {
  reductions: Reduction[];
  net: bigint;
  /** What tax is counted on: the net and what third parties pay. */
  taxable: bigint;
}

/** A finished line: amounts in minor units of the invoice's currency, `tax` its share of the group's tax. */
export interface InvoiceLine extends DiscountedLine {
  position: number;
  taxPlace: string;
  taxRatePpm: number;
  tax: bigint;
  /** By which day and which taxes; kept since engine 5. */
  taxDetails?: TaxDetails;
}

/** Why the tax of a line is what it is. */
export interface TaxDetails {
  date: LocalDate;
  point: TaxPoint;
  taxes: LineTax[];
  steps: string[];
}

/** Tax of one category, component, rate and place; what has a question mark is known since engine 5. */
export interface TaxGroup {
  category: string;
  place: string;
  ratePpm: number;
  reason: string | null;
  /** '' is the tax itself; others stand beside it, such as that of a city. */
  component?: string;
  name?: string;
  /** Category of EN 16931. */
  code?: TaxCode;
  reasonCode?: string;
  /** Number of the certificate, or the VAT number. */
  evidence?: string;
  base: bigint;
  tax: bigint;
}

export type BlockerCode =
  | 'address_missing'
  | 'currency_mismatch'
  | 'contract_line_ambiguous'
  | 'contract_terms_missing'
  | 'rate_missing'
  | 'usage_uncovered'
  | 'tax_rate_missing'
  | 'tax_rate_ambiguous'
  | 'tax_bands_currency'
  | 'tax_bands_included'
  | 'negative_total'
  | 'purchase_order_exceeded';

/** What keeps the invoice from being finalised, as a sentence with the next step. */
export interface Blocker {
  code: BlockerCode;
  sentence: string;
  evidence: Evidence[];
}

/** What a person should know before finalising, but may accept. */
export interface Warning {
  code: 'time_unapproved' | 'exemption_expiring' | 'exemption_expired' | 'purchase_order_exceeded' | 'project_capped';
  sentence: string;
  minutes: number;
  evidence: Evidence[];
}

export interface InvoiceResult {
  engineVersion: string;
  currency: string;
  invoiceDate: LocalDate;
  dueDate: LocalDate;
  lines: InvoiceLine[];
  taxes: TaxGroup[];
  net: bigint;
  tax: bigint;
  total: bigint;
  /** How much of each discount this invoice uses up, in minor units. */
  discountUses: { discountId: string; amount: bigint }[];
  /** False when there is nothing to invoice: no line, or lines of information only. */
  isInvoice: boolean;
  /** Somebody else counts the tax and has not answered: no number before that. */
  isTaxPending?: true;
  blockers: Blocker[];
  warnings: Warning[];
}
