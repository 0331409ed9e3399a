/**
 * The part of the UBL 2.1 schemas that our documents use, written down anew: names, namespaces, order and how often each element may stand.
 * Element order is what readers of UBL refuse most often. Tests only.
 */
const root = 'urn:oasis:names:specification:ubl:schema:xsd';
const basic = `${root}:CommonBasicComponents-2`;
const aggregate = `${root}:CommonAggregateComponents-2`;

const amounts = ['Amount', 'LineExtensionAmount', 'TaxExclusiveAmount', 'TaxInclusiveAmount', 'PrepaidAmount'];
const moreAmounts = ['PayableAmount', 'TaxableAmount', 'TaxAmount', 'PriceAmount'];
const quantities = ['InvoicedQuantity', 'CreditedQuantity', 'BaseQuantity'];
const dates = ['IssueDate', 'DueDate', 'StartDate', 'EndDate'];
const texts = [
  'CustomizationID',
  'ID',
  'InvoiceTypeCode',
  'CreditNoteTypeCode',
  'Note',
  'DocumentCurrencyCode',
  'BuyerReference',
  'Name',
  'StreetName',
  'CityName',
  'PostalZone',
  'IdentificationCode',
  'CompanyID',
  'RegistrationName',
  'ElectronicMail',
  'PaymentMeansCode',
  'PaymentID',
  'TaxExemptionReasonCode',
  'TaxExemptionReason',
  'AllowanceChargeReason',
];

const cbc = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${basic}" xmlns="${basic}" elementFormDefault="qualified">
  <xs:simpleType name="money"><xs:restriction base="xs:decimal"><xs:fractionDigits value="2"/></xs:restriction></xs:simpleType>
  <xs:complexType name="amount"><xs:simpleContent><xs:extension base="money"><xs:attribute name="currencyID" type="xs:string" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
  <xs:complexType name="price"><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="currencyID" type="xs:string" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
  <xs:complexType name="quantity"><xs:simpleContent><xs:extension base="xs:decimal"><xs:attribute name="unitCode" type="xs:string" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
  <xs:complexType name="endpoint"><xs:simpleContent><xs:extension base="text"><xs:attribute name="schemeID" type="xs:string" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
  <xs:simpleType name="text"><xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction></xs:simpleType>
  ${[...amounts, ...moreAmounts].map((name) => `<xs:element name="${name}" type="${name === 'PriceAmount' ? 'price' : 'amount'}"/>`).join('\n  ')}
  ${quantities.map((name) => `<xs:element name="${name}" type="quantity"/>`).join('\n  ')}
  ${dates.map((name) => `<xs:element name="${name}" type="xs:date"/>`).join('\n  ')}
  ${texts.map((name) => `<xs:element name="${name}" type="text"/>`).join('\n  ')}
  <xs:element name="EndpointID" type="endpoint"/>
  <xs:element name="Percent" type="xs:decimal"/>
  <xs:element name="ChargeIndicator" type="xs:boolean"/>
</xs:schema>`;

/** `name*`, `name?` and `name+` say how often; without a mark it stands once. */
function sequence(parts: string): string {
  const often = { '?': 'minOccurs="0"', '*': 'minOccurs="0" maxOccurs="unbounded"', '+': 'maxOccurs="unbounded"' };
  const elements = parts.split(/\s+/).map((part) => {
    const mark = part.at(-1) as keyof typeof often;
    const name = mark in often ? part.slice(0, -1) : part;
    return `<xs:element ref="${name}" ${mark in often ? often[mark] : ''}/>`;
  });
  return `<xs:complexType><xs:sequence>${elements.join('')}</xs:sequence></xs:complexType>`;
}

const line = 'cac:InvoicePeriod? cac:AllowanceCharge* cac:Item cac:Price';
const components: Record<string, string> = {
  AccountingSupplierParty: 'cac:Party',
  AccountingCustomerParty: 'cac:Party',
  Party: 'cbc:EndpointID? cac:PartyName? cac:PostalAddress cac:PartyTaxScheme* cac:PartyLegalEntity cac:Contact?',
  PartyName: 'cbc:Name',
  PostalAddress: 'cbc:StreetName? cbc:CityName? cbc:PostalZone? cac:Country',
  Country: 'cbc:IdentificationCode',
  PartyTaxScheme: 'cbc:CompanyID cac:TaxScheme',
  TaxScheme: 'cbc:ID',
  PartyLegalEntity: 'cbc:RegistrationName cbc:CompanyID?',
  Contact: 'cbc:ElectronicMail',
  OrderReference: 'cbc:ID',
  BillingReference: 'cac:InvoiceDocumentReference',
  InvoiceDocumentReference: 'cbc:ID cbc:IssueDate?',
  PaymentMeans: 'cbc:PaymentMeansCode cbc:PaymentID? cac:PayeeFinancialAccount',
  PayeeFinancialAccount: 'cbc:ID cbc:Name? cac:FinancialInstitutionBranch?',
  FinancialInstitutionBranch: 'cbc:ID',
  TaxTotal: 'cbc:TaxAmount cac:TaxSubtotal+',
  TaxSubtotal: 'cbc:TaxableAmount cbc:TaxAmount cac:TaxCategory',
  TaxCategory: 'cbc:ID cbc:Percent? cbc:TaxExemptionReasonCode? cbc:TaxExemptionReason? cac:TaxScheme',
  ClassifiedTaxCategory: 'cbc:ID cbc:Percent? cac:TaxScheme',
  LegalMonetaryTotal:
    'cbc:LineExtensionAmount cbc:TaxExclusiveAmount cbc:TaxInclusiveAmount cbc:PrepaidAmount? cbc:PayableAmount',
  InvoiceLine: `cbc:ID cbc:Note? cbc:InvoicedQuantity cbc:LineExtensionAmount ${line}`,
  CreditNoteLine: `cbc:ID cbc:Note? cbc:CreditedQuantity cbc:LineExtensionAmount ${line}`,
  InvoicePeriod: 'cbc:StartDate cbc:EndDate',
  AllowanceCharge: 'cbc:ChargeIndicator cbc:AllowanceChargeReason? cbc:Amount',
  Item: 'cbc:Name cac:ClassifiedTaxCategory',
  Price: 'cbc:PriceAmount cbc:BaseQuantity?',
};

const prefixes = `xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:cac="${aggregate}" xmlns:cbc="${basic}" elementFormDefault="qualified"`;
const importBasic = `<xs:import namespace="${basic}" schemaLocation="cbc.xsd"/>`;
const cac = `<xs:schema ${prefixes} targetNamespace="${aggregate}">${importBasic}
${Object.entries(components)
  .map(([name, parts]) => `<xs:element name="${name}">${sequence(parts)}</xs:element>`)
  .join('\n')}
</xs:schema>`;

const document = (
  name: 'Invoice' | 'CreditNote',
  parts: string,
) => `<xs:schema ${prefixes} targetNamespace="${root}:${name}-2">
${importBasic}<xs:import namespace="${aggregate}" schemaLocation="cac.xsd"/>
<xs:element name="${name}">${sequence(parts)}</xs:element></xs:schema>`;

const parties = 'cac:OrderReference? cac:BillingReference* cac:AccountingSupplierParty cac:AccountingCustomerParty';
const sums = 'cac:TaxTotal cac:LegalMonetaryTotal';

/** Schema files by name: `invoice.xsd` and `credit-note.xsd` import the others. */
export const ublSchemas = {
  'cbc.xsd': cbc,
  'cac.xsd': cac,
  'invoice.xsd': document(
    'Invoice',
    `cbc:CustomizationID cbc:ID cbc:IssueDate cbc:DueDate? cbc:InvoiceTypeCode cbc:Note* cbc:DocumentCurrencyCode cbc:BuyerReference? ${parties} cac:PaymentMeans* ${sums} cac:InvoiceLine+`,
  ),
  'credit-note.xsd': document(
    'CreditNote',
    `cbc:CustomizationID cbc:ID cbc:IssueDate cbc:CreditNoteTypeCode cbc:Note* cbc:DocumentCurrencyCode cbc:BuyerReference? ${parties} ${sums} cac:CreditNoteLine+`,
  ),
};
