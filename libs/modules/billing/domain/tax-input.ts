import type { DateRange, LocalDate } from '@kelp/std';

/** The tax categories of EN 16931: standard, zero rated, exempt, reverse charge, within the community, export, outside the scope. */
export type TaxCode = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O';

/** Which day decides the rate: the last day of the service, its first day (delivery), or the date of the invoice. */
export type TaxPoint = 'service_end' | 'delivery' | 'invoice_date';

/** A step of a banded rate: up to and with an amount (minor units, null: beyond every other) at parts per million. */
export interface TaxStep {
  upTo: string | null;
  ratePpm: number;
}

/** A rate that depends on how much there is. */
export interface TaxBands {
  /** The amount that is looked up: all of the document's lines together, or each line's own. */
  basis: 'document' | 'line';
  /** `graduated`: each part at the rate of its step; `whole`: all of it at the rate of the step in which it falls. */
  method: 'graduated' | 'whole';
  currency: string;
  steps: TaxStep[];
}

/**
 * A row of the tax table: parts per million, so 8.25 % is 82500. An untaxed place has a row with 0 and its reason. The place `*`
 * stands for every place that has no row of its own. What follows `reason` came with engine 5; documents before have none of it.
 */
export interface TaxRate {
  id: string;
  place: string;
  category: string;
  valid: DateRange;
  ratePpm: number;
  reason: string | null;
  /** Taxes of one place beside each other (state, city); '' is the tax itself. The nearest place that knows a component decides it. */
  component?: string;
  /** As it is printed. */
  name?: string;
  /** Order of the components. */
  position?: number;
  /** On base and all tax of earlier components, not on the base alone. */
  isCompound?: boolean;
  /** Rounds on its own; false: is rounded together with the others that are not declared on their own, and gets a share. */
  isDeclared?: boolean;
  code?: TaxCode;
  /** Why nothing is charged, as a code of the law. */
  reasonCode?: string;
  bands?: TaxBands | null;
}

/** A certificate that frees a client from tax while it is valid. */
export interface TaxExemption {
  id: string;
  certificate: string;
  reason: string;
  reasonCode: string;
  /** Null: every category. */
  category: string | null;
  /** Null: everywhere; else this place and all within. */
  place: string | null;
  valid: DateRange;
}

/** The client owes the tax, not the seller. */
export interface ReverseCharge {
  id: string;
  vatNumber: string;
  /** What is known of the number, such as `format` or `confirmed`. */
  check: string;
  valid: DateRange;
}

/** Tax of one levy on a line. */
export interface LineTax {
  category: string;
  place: string;
  component: string;
  name: string;
  ratePpm: number;
  code: TaxCode;
  reason: string | null;
  reasonCode: string;
  /** Number of the certificate, or the VAT number. */
  evidence: string;
  /** Minor units. */
  base: bigint;
  tax: bigint;
}

/** Tax as somebody else has counted it, for one version of a document. */
export interface ExternalTax {
  provider: string;
  requestId: string;
  lines: { position: number; taxes: Omit<LineTax, 'category'>[] }[];
}

/** All that decides the tax of a document beside its lines. */
export interface TaxBasis {
  currency: string;
  /** Key of the client's place. */
  taxPlace: string;
  /** That place and those around it, the nearest first; without it the place stands alone. */
  taxPlaces?: string[];
  taxPoint: TaxPoint;
  taxRounding: 'document' | 'line';
  /** The day that stands for the invoice date: the original's, for a correction. */
  invoiceDate: LocalDate;
  /** The day on which certificates are looked at for warnings. */
  today: LocalDate;
  rates: readonly TaxRate[];
  exemptions: readonly TaxExemption[];
  reverseCharge: ReverseCharge | null;
  /** Undefined: the tables decide. Null: asked, and not answered yet. */
  external?: ExternalTax | null;
}

/** A tax as it falls on a line. */
export interface Levy extends Omit<LineTax, 'base' | 'tax'> {
  rateId: string;
  position: number;
  isCompound: boolean;
  isDeclared: boolean;
  bands: TaxBands | null;
  /** Since engine 5 what is known of a tax is kept with the line. */
  isDetailed: boolean;
}
