import fc from 'fast-check';
import { toDecimal } from '@kelp/std';
import { convert } from 'xmlbuilder2';
import { ublFaults } from '../testing/validate-ubl';
import { checkEInvoice } from './check-e-invoice';
import { eInvoiceOf, type EInvoiceParties, type EInvoiceSource } from './e-invoice';
import { ublOf } from './ubl';

const seller = {
  name: 'Northstar IT GmbH',
  vatId: 'DE123456789',
  registrationId: 'HRB 1',
  street: 'Hafenstraße 1',
  city: 'Hamburg',
  postalCode: '20359',
  country: 'DE',
  email: 'post@northstar.test',
  endpointScheme: 'EM',
  endpoint: 'post@northstar.test',
};
const parties: EInvoiceParties = {
  seller,
  buyer: {
    ...seller,
    name: 'Acme & Söhne',
    vatId: '',
    registrationId: '',
    email: '',
    endpointScheme: '',
    endpoint: '',
  },
  buyerReference: '04011000-12345-34',
  account: { iban: 'DE89 3704 0044 0532 0130 00', bic: 'COBADEFFXXX', name: 'Northstar IT GmbH' },
};
type Line = EInvoiceSource['lines'][number];
const line: Line = {
  position: 1,
  kind: 'time',
  description: 'Remote support',
  quantity: '135',
  unit: 'minute',
  unitPrice: '12000',
  priceBase: 60,
  gross: 27_000n,
  net: 26_000n,
  includesTax: false,
  reductions: [{ name: 'Loyalty', amount: '1000' }],
  taxCategory: 'Standard',
  taxPlace: 'DE',
  taxRatePpm: 190_000,
  serviceFrom: '2026-10-01',
  serviceTo: '2026-11-01',
};
const source: EInvoiceSource = {
  kind: 'invoice',
  number: 'INV-0001',
  currency: 'EUR',
  invoiceDate: '2026-11-02',
  dueDate: '2026-12-02',
  net: 26_000n,
  tax: 4_940n,
  total: 30_940n,
  creditUsed: 0n,
  credits: null,
  poNumbers: [],
  lines: [line],
  taxes: [
    {
      category: 'Standard',
      place: 'DE',
      ratePpm: 190_000,
      code: 'S',
      reason: null,
      reasonCode: '',
      base: 26_000n,
      tax: 4_940n,
    },
  ],
};
const model = (more: Partial<EInvoiceSource> = {}, who: Partial<EInvoiceParties> = {}) =>
  eInvoiceOf({ ...source, ...more }, { ...parties, ...who });
const rules = (...given: Parameters<typeof model>) => checkEInvoice(model(...given)).map(({ rule }) => rule);

it('is the document in the words of the norm: hours as minutes, sixty of them at the price of an hour, discounts as allowances', async () => {
  expect(rules()).toEqual([]);
  const xml = ublOf(model());
  expect(await ublFaults(xml)).toEqual([]);
  for (const part of [
    '<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>',
    '<cbc:InvoicedQuantity unitCode="MIN">135</cbc:InvoicedQuantity>',
    '<cbc:PriceAmount currencyID="EUR">120</cbc:PriceAmount>',
    '<cbc:BaseQuantity unitCode="MIN">60</cbc:BaseQuantity>',
    '<cbc:AllowanceChargeReason>Loyalty</cbc:AllowanceChargeReason>',
    '<cbc:EndDate>2026-10-31</cbc:EndDate>',
    '<cbc:RegistrationName>Acme &amp; Söhne</cbc:RegistrationName>',
    '<cbc:ID>DE89370400440532013000</cbc:ID>',
    '<cbc:Percent>19</cbc:Percent>',
    '<cbc:PayableAmount currencyID="EUR">309.40</cbc:PayableAmount>',
  ])
    expect(xml).toContain(part);
});

it('names several purchase orders in its notes, and a single one where the norm has room for it', async () => {
  const several = model({ poNumbers: ['PO-1', 'PO-2'], lines: [{ ...line, poNumber: 'PO-2' }] });
  expect(several).toMatchObject({ note: 'Purchase orders: PO-1, PO-2', orderReference: '' });
  expect(several.lines[0]?.note).toMatch(/Purchase order: PO-2$/);
  expect(checkEInvoice(several)).toEqual([]);
  expect(await ublFaults(ublOf(several))).toEqual([]);
  expect(model({ poNumbers: ['PO-1'] })).toMatchObject({ note: '', orderReference: 'PO-1' });
});

it('makes one piece of a line whose price and quantity do not give its amount', async () => {
  const part = { ...line, unit: 'piece' as const, quantity: '1', unitPrice: '84700', priceBase: 1, gross: 50_820n };
  const prorated = { ...part, net: 50_820n, reductions: [] };
  const taxes = [{ ...source.taxes[0]!, base: 50_820n, tax: 9_656n }];
  const made = model({ lines: [prorated], taxes, net: 50_820n, tax: 9_656n, total: 60_476n });
  expect(made.lines[0]).toMatchObject({ quantity: '1', unitCode: 'C62', price: '50820', baseQuantity: 1 });
  expect(checkEInvoice(made)).toEqual([]);
  expect(await ublFaults(ublOf(made))).toEqual([]);
});

it('turns a line below zero into a piece taken back, since prices are never negative', () => {
  const back = { ...line, position: 2, quantity: '1', unit: 'piece' as const, unitPrice: '-2835', priceBase: 1 };
  const lines = [line, { ...back, gross: -2_835n, net: -2_835n, reductions: [] }];
  const taxes = [{ ...source.taxes[0]!, base: 23_165n, tax: 4_401n }];
  const made = model({ lines, taxes, net: 23_165n, tax: 4_401n, total: 27_566n });
  expect(made.lines[1]).toMatchObject({ quantity: '-1', price: '2835', net: -2_835n });
  expect(checkEInvoice(made)).toEqual([]);
});

it('writes a credit note as the norm wants it: amounts positive, with the number of what it takes back', async () => {
  const note: Partial<EInvoiceSource> = {
    kind: 'credit_note',
    number: 'CN-0001',
    credits: { number: 'INV-0001', date: '2026-11-02', reason: 'Too much' },
    lines: [{ ...line, gross: -27_000n, net: -26_000n, reductions: [{ name: 'Loyalty', amount: '-1000' }] }],
    taxes: [{ ...source.taxes[0]!, base: -26_000n, tax: -4_940n }],
    net: -26_000n,
    tax: -4_940n,
    total: -30_940n,
  };
  const xml = ublOf(model(note));
  expect(rules(note)).toEqual([]);
  expect(await ublFaults(xml)).toEqual([]);
  expect(xml).toContain('<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>');
  expect(xml).toContain('<cbc:PayableAmount currencyID="EUR">309.40</cbc:PayableAmount>');
  expect(xml).toMatch(/<cac:BillingReference>\s*<cac:InvoiceDocumentReference>\s*<cbc:ID>INV-0001/);
});

it('tells each rule that a document breaks, with what to do', () => {
  const zero = (code: string, more = {}) => {
    const group = { ...source.taxes[0]!, ratePpm: 0, code, base: 26_000n, tax: 0n, ...more };
    return { lines: [{ ...line, taxRatePpm: 0 }], taxes: [group], tax: 0n, total: 26_000n };
  };
  expect(rules({}, { seller: { ...seller, name: '', country: '' } })).toEqual(['BR-06', 'BR-09']);
  expect(rules({}, { buyer: { ...parties.buyer, street: '', city: '', country: '' } })).toEqual(['BR-10', 'BR-11']);
  expect(rules({}, { seller: { ...seller, vatId: '123' } })).toEqual(['BR-CO-09']);
  expect(rules({}, { seller: { ...seller, endpointScheme: '' } })).toEqual(['BR-62']);
  expect(rules({}, { account: { iban: 'DE89 3704 0044 0532 0130 01', bic: '', name: '' } })).toEqual(['BR-50']);
  expect(rules({}, { seller: { ...seller, vatId: '', registrationId: '' } })).toEqual(['BR-S-02']);
  expect(rules({ lines: [] })).toContain('BR-16');
  expect(rules({ net: 26_001n })).toEqual(['BR-CO-10', 'BR-CO-15']);
  expect(rules({ tax: 4_941n, total: 30_941n })).toEqual(['BR-CO-14']);
  expect(rules({ taxes: [{ ...source.taxes[0]!, tax: 4_950n }], tax: 4_950n, total: 30_950n })).toEqual(['BR-CO-17']);
  expect(rules({ creditUsed: 40_000n })).toEqual(['BR-CO-16']);
  expect(rules({ currency: 'KWD' })).toEqual(['BR-DEC']);
  expect(rules(zero('E'))).toEqual(['BR-E-10']);
  expect(rules(zero('E', { reason: 'Education' }))).toEqual([]);
  expect(rules(zero('AE', { reason: 'Reverse charge' }))).toEqual(['BR-AE-02']);
  expect(
    rules(zero('AE', { reason: 'Reverse charge' }), { buyer: { ...parties.buyer, vatId: 'ATU12345678' } }),
  ).toEqual([]);
  // a third party pays for the reduction: taxed on the full price, which the norm cannot say
  expect(
    rules({ taxes: [{ ...source.taxes[0]!, base: 27_000n, tax: 5_130n }], tax: 5_130n, total: 31_130n }),
  ).toContain('BR-S-08');
});

it('says what is paid already, and leaves out what is outside of the tax', async () => {
  const paid = ublOf(model({ creditUsed: 10_000n }));
  expect(paid).toContain('<cbc:PrepaidAmount currencyID="EUR">100.00</cbc:PrepaidAmount>');
  expect(paid).toContain('<cbc:PayableAmount currencyID="EUR">209.40</cbc:PayableAmount>');
  const outside = { ...source.taxes[0]!, ratePpm: 0, code: 'O', reason: 'Outside', base: 26_000n, tax: 0n };
  const xml = ublOf(model({ lines: [{ ...line, taxRatePpm: 0 }], taxes: [outside], tax: 0n, total: 26_000n }));
  expect(xml).not.toContain('cbc:Percent');
  expect(await ublFaults(xml)).toEqual([]);
});

it('never writes what XML cannot hold, whatever people typed', async () => {
  const hostile = `<script>]]>&\u0001\ud800 "x" 東京`;
  const xml = ublOf(model({ lines: [{ ...line, description: `${hostile}\nsecond` }] }, { buyerReference: hostile }));
  expect(await ublFaults(xml)).toEqual([]);
  expect(xml).toContain('東京');
  expect(xml).not.toContain('<script>');
});

interface Read {
  Invoice: {
    'cac:InvoiceLine': Record<string, unknown> | Record<string, unknown>[];
    'cac:LegalMonetaryTotal': Record<string, { '#': string }>;
    'cac:TaxTotal': { 'cbc:TaxAmount': { '#': string } };
  };
}

it('adds up when it is read back from the XML, for every mixture of lines', () => {
  const anyLine = fc.record({
    minutes: fc.integer({ min: 1, max: 5_000 }),
    rate: fc.integer({ min: 1, max: 30_000 }),
    off: fc.integer({ min: 0, max: 100 }),
    isPiece: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 12 }), (given) => {
      const lines = given.map(({ minutes, rate, off, isPiece }, at): Line => {
        const gross = BigInt(
          toDecimal(String(rate))
            .times(minutes)
            .div(isPiece ? 1 : 60)
            .toDecimalPlaces(0, 4)
            .toFixed(0),
        );
        const reduction = (gross * BigInt(off)) / 100n;
        return {
          ...line,
          position: at + 1,
          unit: isPiece ? 'piece' : 'minute',
          quantity: String(minutes),
          unitPrice: String(rate),
          priceBase: isPiece ? 1 : 60,
          gross,
          net: gross - reduction,
          reductions: off === 0 ? [] : [{ name: 'Off', amount: String(reduction) }],
        };
      });
      const net = lines.reduce((sum, one) => sum + one.net, 0n);
      const tax = (net * 19n + 50n) / 100n;
      const made = model({ lines, net, tax, total: net + tax, taxes: [{ ...source.taxes[0]!, base: net, tax }] });
      expect(checkEInvoice(made)).toEqual([]);
      const { Invoice } = convert(ublOf(made), { format: 'object' }) as unknown as Read;
      const read = [Invoice['cac:InvoiceLine']].flat();
      const of = (one: Record<string, unknown>, name: string) => toDecimal((one[name] as { '#': string })['#']);
      const sum = read.reduce((total, one) => total.plus(of(one, 'cbc:LineExtensionAmount')), toDecimal('0'));
      const totals = Invoice['cac:LegalMonetaryTotal'];
      expect(sum.eq(totals['cbc:LineExtensionAmount']?.['#'] ?? '')).toBe(true);
      const withTax = toDecimal(totals['cbc:TaxExclusiveAmount']?.['#'] ?? '').plus(
        Invoice['cac:TaxTotal']['cbc:TaxAmount']['#'],
      );
      expect(withTax.eq(totals['cbc:TaxInclusiveAmount']?.['#'] ?? '')).toBe(true);
      for (const one of read) {
        const price = one['cac:Price'] as Record<string, { '#': string } | undefined>;
        const base = price['cbc:BaseQuantity']?.['#'] ?? '1';
        const charges = [one['cac:AllowanceCharge'] ?? []].flat() as Record<string, unknown>[];
        const off = charges.reduce((total, charge) => total.plus(of(charge, 'cbc:Amount')), toDecimal('0'));
        const exact = of(one, 'cbc:InvoicedQuantity')
          .times(price['cbc:PriceAmount']?.['#'] ?? '')
          .div(base)
          .minus(off);
        expect(exact.minus(of(one, 'cbc:LineExtensionAmount')).abs().lte('0.005')).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
