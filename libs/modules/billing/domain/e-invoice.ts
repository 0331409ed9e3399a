import { Decimal, roundHalfAway, toDecimal } from '@kelp/std';
import { isInformation, type LineKind } from './invoice-result';

/** Seller or buyer as EN 16931 names them (BG-4, BG-7). */
export interface EInvoiceParty {
  /** BT-27, BT-44. */
  name: string;
  vatId: string;
  registrationId: string;
  street: string;
  city: string;
  postalCode: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  email: string;
  endpointScheme: string;
  endpoint: string;
}

export interface EInvoiceParties {
  seller: EInvoiceParty;
  buyer: EInvoiceParty;
  /** BT-10. */
  buyerReference: string;
  /** Where a transfer goes (BG-17); empty without one. */
  account: { iban: string; bic: string; name: string };
}

export interface EInvoiceProblem {
  /** Name of the rule in EN 16931. */
  rule: string;
  sentence: string;
}

/** A stored document as far as an e-invoice needs it; amounts in minor units, negative on credit notes. */
export interface EInvoiceSource {
  kind: 'invoice' | 'credit_note';
  number: string;
  currency: string;
  invoiceDate: string;
  dueDate: string;
  net: bigint;
  tax: bigint;
  total: bigint;
  /** Credit that paid a part in the moment of finalising. */
  creditUsed: bigint;
  /** The document that a credit note takes back. */
  credits: { number: string; date: string; reason: string } | null;
  /** Purchase orders that it stands on. */
  poNumbers: string[];
  lines: {
    position: number;
    kind: LineKind;
    description: string;
    quantity: string;
    unit: 'piece' | 'minute';
    unitPrice: string;
    priceBase: number;
    gross: bigint;
    net: bigint;
    includesTax: boolean;
    reductions: { name: string; amount: string }[];
    taxCategory: string;
    taxPlace: string;
    taxRatePpm: number;
    serviceFrom: string;
    /** The first day that is not covered. */
    serviceTo: string;
    /** The purchase order that pays for it, where the document stands on several. */
    poNumber?: string;
  }[];
  taxes: {
    category: string;
    place: string;
    ratePpm: number;
    code: string;
    reason: string | null;
    reasonCode: string;
    base: bigint;
    tax: bigint;
  }[];
}

export interface EInvoiceTax {
  code: string;
  ratePpm: number;
  reason: string;
  reasonCode: string;
  base: bigint;
  tax: bigint;
}

export interface EInvoiceLine {
  id: string;
  name: string;
  note: string;
  quantity: string;
  /** UN/ECE Recommendation 20: C62 is one, MIN a minute. */
  unitCode: 'C62' | 'MIN';
  /** Price of `baseQuantity` units in minor units, exact. */
  price: string;
  baseQuantity: number;
  allowances: { reason: string; amount: bigint }[];
  net: bigint;
  taxCode: string;
  ratePpm: number;
  from: string;
  /** The last day of service. */
  to: string;
}

/** The semantic model of EN 16931, from which every syntax is a projection. Amounts positive on credit notes too, in minor units. */
export interface EInvoice extends EInvoiceParties {
  typeCode: '380' | '381';
  number: string;
  issueDate: string;
  dueDate: string | null;
  currency: string;
  credits: { number: string; date: string; reason: string } | null;
  /** BT-13; empty without one, and with several, since the norm has room for one: then the notes name them. */
  orderReference: string;
  /** BT-22. */
  note: string;
  lines: EInvoiceLine[];
  taxes: EInvoiceTax[];
  /** BT-106. */
  lineSum: bigint;
  /** BT-109. */
  withoutTax: bigint;
  /** BT-110. */
  tax: bigint;
  /** BT-112. */
  withTax: bigint;
  /** BT-113. */
  prepaid: bigint;
  /** BT-115. */
  payable: bigint;
}

/** The category of a tax group; documents from before categories were kept tell it by their rate. */
const codeOf = ({ code, ratePpm, reason }: EInvoiceSource['taxes'][number]): string =>
  code || (ratePpm > 0 ? 'S' : reason ? 'E' : 'Z');

/** Groups that EN 16931 sees as one: same category and rate, whatever they are called at home. */
function taxesOf({ taxes }: EInvoiceSource, sign: bigint): EInvoiceTax[] {
  const groups = new Map<string, EInvoiceTax>();
  for (const group of taxes) {
    const code = codeOf(group);
    const key = `${code} ${group.ratePpm}`;
    const known = groups.get(key);
    const [base, tax] = [sign * group.base, sign * group.tax];
    if (known) groups.set(key, { ...known, base: known.base + base, tax: known.tax + tax });
    else {
      const { ratePpm, reason, reasonCode } = group;
      groups.set(key, { code, ratePpm, reason: reason ?? '', reasonCode, base, tax });
    }
  }
  return [...groups.values()];
}

const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/**
 * A line as the norm wants it: its price times its quantity less its allowances is its net, and the price is never negative (BR-27). Where price
 * and quantity do not give the amount (a fee for part of a month, a price that has the tax in it), the line is one piece at that amount.
 */
function lineOf(source: EInvoiceSource, line: EInvoiceSource['lines'][number], sign: bigint): EInvoiceLine {
  const group = source.taxes.find(
    ({ category, place, ratePpm }) =>
      category === line.taxCategory && place === line.taxPlace && ratePpm === line.taxRatePpm,
  );
  const { gross, net, unitPrice, quantity, priceBase } = line;
  const exact = toDecimal(unitPrice).times(quantity).div(priceBase);
  const isExact = !line.includesTax && roundHalfAway(exact) === gross && toDecimal(unitPrice).gte(0) && sign > 0n;
  const amount = sign * (line.includesTax ? net : gross);
  const pieces = amount < 0n ? '-1' : '1';
  const [name = '', ...more] = line.description.split('\n');
  return {
    id: String(line.position),
    name,
    // BT-132 would be a line within the one order of BT-13, so the order itself can only stand in the note (BT-127).
    note: [...more, ...(line.poNumber ? [`Purchase order: ${line.poNumber}`] : [])].join('\n'),
    quantity: isExact ? new Decimal(quantity).toFixed() : pieces,
    unitCode: isExact && line.unit === 'minute' ? 'MIN' : 'C62',
    price: isExact ? new Decimal(unitPrice).toFixed() : String(amount < 0n ? -amount : amount),
    baseQuantity: isExact ? priceBase : 1,
    allowances: line.includesTax
      ? []
      : line.reductions.map((one) => ({ reason: one.name, amount: sign * BigInt(one.amount) })),
    net: sign * net,
    taxCode: group ? codeOf(group) : line.taxRatePpm > 0 ? 'S' : 'Z',
    ratePpm: line.taxRatePpm,
    from: line.serviceFrom,
    to: dayBefore(line.serviceTo),
  };
}

/** Why a credit note was given, and the purchase orders of a document that stands on several. */
const noteOf = ({ credits, poNumbers }: EInvoiceSource): string =>
  [credits?.reason ?? '', poNumbers.length > 1 ? `Purchase orders: ${poNumbers.join(', ')}` : '']
    .filter((part) => part !== '')
    .join('\n');

/** The model of a stored document. Lines of information cost nothing and stand in none. */
export function eInvoiceOf(source: EInvoiceSource, parties: EInvoiceParties): EInvoice {
  const isNote = source.kind === 'credit_note';
  const sign = isNote ? -1n : 1n;
  const lines = source.lines.filter((line) => !isInformation(line)).map((line) => lineOf(source, line, sign));
  const withTax = sign * source.total;
  return {
    ...parties,
    typeCode: isNote ? '381' : '380',
    number: source.number,
    issueDate: source.invoiceDate,
    dueDate: isNote ? null : source.dueDate,
    currency: source.currency,
    credits: source.credits,
    orderReference: source.poNumbers.length === 1 ? (source.poNumbers[0] ?? '') : '',
    note: noteOf(source),
    lines,
    taxes: taxesOf(source, sign),
    lineSum: lines.reduce((sum, { net }) => sum + net, 0n),
    withoutTax: sign * source.net,
    tax: sign * source.tax,
    withTax,
    prepaid: source.creditUsed,
    payable: withTax - source.creditUsed,
  };
}
