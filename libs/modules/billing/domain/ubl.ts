import { minorDigits, minorToDecimalString, toDecimal, Decimal } from '@kelp/std';
import { create } from 'xmlbuilder2';
import type { EInvoice, EInvoiceLine, EInvoiceParty, EInvoiceTax } from './e-invoice';

type Node = { [name: string]: Node | Node[] | string | undefined };

const schema = 'urn:oasis:names:specification:ubl:schema:xsd';
const specification = 'urn:cen.eu:en16931:2017';
const vat = { 'cac:TaxScheme': { 'cbc:ID': 'VAT' } };

/** Leaves out what is empty, since UBL knows no empty elements. */
function full(node: Node): Node {
  const entries = Object.entries(node).flatMap(([name, value]): [string, Node[string]][] => {
    if (value === undefined || value === '') return [];
    if (Array.isArray(value)) return value.length === 0 ? [] : [[name, value.map(full)]];
    if (typeof value === 'string') return [[name, value]];
    const inner = full(value);
    return Object.keys(inner).length === 0 ? [] : [[name, inner]];
  });
  return Object.fromEntries(entries);
}

/** Letters that XML cannot hold are left out; a tab and line breaks may stay. */
const clean = (text: string): string =>
  text.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '',
  );

const percent = (ratePpm: number): string => toDecimal(String(ratePpm)).div(10_000).toFixed();

function partyNode(party: EInvoiceParty): Node {
  const { name, vatId, registrationId, street, city, postalCode, country, email, endpoint, endpointScheme } = party;
  return {
    'cac:Party': {
      ...(endpoint ? { 'cbc:EndpointID': { '@schemeID': endpointScheme, '#': clean(endpoint) } } : {}),
      'cac:PartyName': { 'cbc:Name': clean(name) },
      'cac:PostalAddress': {
        'cbc:StreetName': clean(street),
        'cbc:CityName': clean(city),
        'cbc:PostalZone': clean(postalCode),
        ...(country ? { 'cac:Country': { 'cbc:IdentificationCode': country } } : {}),
      },
      ...(vatId ? { 'cac:PartyTaxScheme': { 'cbc:CompanyID': clean(vatId), ...vat } } : {}),
      'cac:PartyLegalEntity': { 'cbc:RegistrationName': clean(name), 'cbc:CompanyID': clean(registrationId) },
      ...(email ? { 'cac:Contact': { 'cbc:ElectronicMail': clean(email) } } : {}),
    },
  };
}

const taxCategory = (code: string, ratePpm: number, more: Node = {}): Node => ({
  'cbc:ID': code,
  // what is outside of the tax has no rate at all (BR-O-05)
  ...(code === 'O' ? {} : { 'cbc:Percent': percent(ratePpm) }),
  ...more,
  ...vat,
});

function taxNode(money: (amount: bigint) => Node, { code, ratePpm, base, tax, reason, reasonCode }: EInvoiceTax): Node {
  const why =
    code === 'S' || code === 'Z'
      ? {}
      : { 'cbc:TaxExemptionReasonCode': clean(reasonCode), 'cbc:TaxExemptionReason': clean(reason) };
  return {
    'cbc:TaxableAmount': money(base),
    'cbc:TaxAmount': money(tax),
    'cac:TaxCategory': taxCategory(code, ratePpm, why),
  };
}

function lineNode(invoice: EInvoice, money: (amount: bigint) => Node, line: EInvoiceLine): Node {
  const quantity = invoice.typeCode === '380' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity';
  const price = toDecimal(line.price).div(new Decimal(10).pow(minorDigits(invoice.currency)));
  return {
    'cbc:ID': line.id,
    'cbc:Note': clean(line.note),
    [quantity]: { '@unitCode': line.unitCode, '#': line.quantity },
    'cbc:LineExtensionAmount': money(line.net),
    'cac:InvoicePeriod': { 'cbc:StartDate': line.from, 'cbc:EndDate': line.to },
    'cac:AllowanceCharge': line.allowances.map(({ reason, amount }) => ({
      'cbc:ChargeIndicator': 'false',
      'cbc:AllowanceChargeReason': clean(reason),
      'cbc:Amount': money(amount),
    })),
    'cac:Item': {
      'cbc:Name': clean(line.name),
      'cac:ClassifiedTaxCategory': taxCategory(line.taxCode, line.ratePpm),
    },
    'cac:Price': {
      'cbc:PriceAmount': { '@currencyID': invoice.currency, '#': price.toFixed() },
      ...(line.baseQuantity === 1
        ? {}
        : { 'cbc:BaseQuantity': { '@unitCode': line.unitCode, '#': String(line.baseQuantity) } }),
    },
  };
}

function payment({ account, number, typeCode }: EInvoice): Node {
  if (account.iban === '' || typeCode === '381') return {};
  return {
    'cac:PaymentMeans': {
      // UNTDID 4461: a credit transfer
      'cbc:PaymentMeansCode': '30',
      'cbc:PaymentID': clean(number),
      'cac:PayeeFinancialAccount': {
        'cbc:ID': account.iban.replace(/\s/g, ''),
        'cbc:Name': clean(account.name),
        ...(account.bic ? { 'cac:FinancialInstitutionBranch': { 'cbc:ID': account.bic } } : {}),
      },
    },
  };
}

function headNode(invoice: EInvoice): Node {
  const isNote = invoice.typeCode === '381';
  const { credits } = invoice;
  return {
    'cbc:CustomizationID': specification,
    'cbc:ID': clean(invoice.number),
    'cbc:IssueDate': invoice.issueDate,
    ...(isNote ? {} : { 'cbc:DueDate': invoice.dueDate ?? '' }),
    [isNote ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode']: invoice.typeCode,
    'cbc:Note': clean(invoice.note),
    'cbc:DocumentCurrencyCode': invoice.currency,
    'cbc:BuyerReference': clean(invoice.buyerReference),
    ...(invoice.orderReference ? { 'cac:OrderReference': { 'cbc:ID': clean(invoice.orderReference) } } : {}),
    ...(credits
      ? {
          'cac:BillingReference': {
            'cac:InvoiceDocumentReference': { 'cbc:ID': clean(credits.number), 'cbc:IssueDate': credits.date },
          },
        }
      : {}),
  };
}

/** The document as UBL 2.1 XML, elements in the order of the schema. Text of people is escaped; what XML cannot hold is left out. */
export function ublOf(invoice: EInvoice): string {
  const name = invoice.typeCode === '380' ? 'Invoice' : 'CreditNote';
  const money = (amount: bigint): Node => ({
    '@currencyID': invoice.currency,
    '#': minorToDecimalString(amount, invoice.currency),
  });
  const body = full({
    ...headNode(invoice),
    'cac:AccountingSupplierParty': partyNode(invoice.seller),
    'cac:AccountingCustomerParty': partyNode(invoice.buyer),
    ...payment(invoice),
    'cac:TaxTotal': {
      'cbc:TaxAmount': money(invoice.tax),
      'cac:TaxSubtotal': invoice.taxes.map((group) => taxNode(money, group)),
    },
    'cac:LegalMonetaryTotal': {
      'cbc:LineExtensionAmount': money(invoice.lineSum),
      'cbc:TaxExclusiveAmount': money(invoice.withoutTax),
      'cbc:TaxInclusiveAmount': money(invoice.withTax),
      ...(invoice.prepaid === 0n ? {} : { 'cbc:PrepaidAmount': money(invoice.prepaid) }),
      'cbc:PayableAmount': money(invoice.payable),
    },
    [`cac:${name}Line`]: invoice.lines.map((line) => lineNode(invoice, money, line)),
  });
  const root = {
    [name]: {
      '@xmlns': `${schema}:${name}-2`,
      '@xmlns:cac': `${schema}:CommonAggregateComponents-2`,
      '@xmlns:cbc': `${schema}:CommonBasicComponents-2`,
      ...body,
    },
  };
  return create({ version: '1.0', encoding: 'UTF-8' }, root).end({ prettyPrint: true });
}
