import { minorDigits } from '@kelp/std';
import type { EInvoice, EInvoiceParty, EInvoiceProblem, EInvoiceTax } from './e-invoice';

type Check = (invoice: EInvoice) => EInvoiceProblem[];
const when = (isWrong: boolean, rule: string, sentence: string): EInvoiceProblem[] =>
  isWrong ? [{ rule, sentence }] : [];
const sumOf = (amounts: bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);

const iban = (text: string): boolean => {
  const plain = text.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false;
  const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
};

/** VAT numbers begin with their country; Greece writes EL. */
const isVatId = (text: string): boolean => /^[A-Z]{2}[A-Z0-9+*]{2,13}$/.test(text.replace(/[\s.-]/g, '').toUpperCase());

const seller: Check = ({ seller: one, account }) => [
  ...when(one.name === '', 'BR-06', 'The name of the seller is missing. Give it in the invoice settings.'),
  ...when(
    one.street === '' && one.city === '',
    'BR-08',
    'The address of the seller is missing. Give it in the invoice settings.',
  ),
  ...when(one.country === '', 'BR-09', 'The country of the seller is missing. Give it in the invoice settings.'),
  ...when(
    account.iban !== '' && !iban(account.iban),
    'BR-50',
    'The IBAN in the invoice settings has a wrong check digit. Correct it.',
  ),
];

const buyer: Check = ({ buyer: one }) => [
  ...when(one.name === '', 'BR-07', 'The name of the client is missing.'),
  ...when(
    one.street === '' && one.city === '',
    'BR-10',
    'The address of the client is missing. Give it in the e-invoice details of the client.',
  ),
  ...when(
    one.country === '',
    'BR-11',
    'The country of the client is missing. Give it in the e-invoice details of the client.',
  ),
];

const party: Check = (invoice) =>
  (
    [
      [invoice.seller, 'seller'],
      [invoice.buyer, 'client'],
    ] as [EInvoiceParty, string][]
  ).flatMap(([one, name]) => [
    ...when(
      one.vatId !== '' && !isVatId(one.vatId),
      'BR-CO-09',
      `The VAT number of the ${name} begins with its country, such as DE123456789. Correct it.`,
    ),
    ...when(
      (one.endpoint === '') !== (one.endpointScheme === ''),
      one === invoice.seller ? 'BR-62' : 'BR-63',
      `The electronic address of the ${name} needs both a scheme and an address.`,
    ),
  ]);

const head: Check = (invoice) => [
  ...when(invoice.lines.length === 0, 'BR-16', 'An e-invoice has at least one line.'),
  ...when(
    minorDigits(invoice.currency) > 2,
    'BR-DEC',
    `Amounts in ${invoice.currency} have more than two decimals, which e-invoices do not know.`,
  ),
  ...when(invoice.payable < 0n, 'BR-CO-16', 'The amount to pay is negative. Give a credit note instead.'),
];

const sums: Check = (invoice) => {
  const { lines, taxes, lineSum, withoutTax, tax, withTax, prepaid, payable } = invoice;
  return [
    ...when(
      sumOf(lines.map(({ net }) => net)) !== lineSum || lineSum !== withoutTax,
      'BR-CO-10',
      'The lines do not add up to the net.',
    ),
    ...when(sumOf(taxes.map((one) => one.tax)) !== tax, 'BR-CO-14', 'The tax groups do not add up to the tax.'),
    ...when(withoutTax + tax !== withTax, 'BR-CO-15', 'Net and tax do not add up to the total.'),
    ...when(withTax - prepaid !== payable, 'BR-CO-16', 'Total less what was paid is not the amount to pay.'),
    ...when(taxes.length === 0, 'BR-CO-18', 'An e-invoice has at least one tax group.'),
  ];
};

/** Tax of a group may be off by a unit for each line, since a workspace may round by line (the norm allows a slack, BR-CO-17). */
const isTaxNear = ({ base, tax, ratePpm }: EInvoiceTax, lines: number): boolean => {
  const off = tax * 1_000_000n - base * BigInt(ratePpm);
  return (off < 0n ? -off : off) <= 1_000_000n * BigInt(Math.max(1, lines));
};

const groups: Check = (invoice) =>
  invoice.taxes.flatMap((group) => {
    const { code, ratePpm, base, tax, reason, reasonCode } = group;
    const lines = invoice.lines.filter((line) => line.taxCode === code && line.ratePpm === ratePpm);
    const needsReason = ['E', 'AE', 'K', 'G', 'O'].includes(code);
    return [
      ...when(
        sumOf(lines.map(({ net }) => net)) !== base,
        `BR-${code}-08`,
        `The lines with ${ratePpm / 10_000} % tax do not add up to their base: the norm knows one tax a line, on its net.`,
      ),
      ...when(
        !isTaxNear(group, lines.length),
        'BR-CO-17',
        `The tax of ${ratePpm / 10_000} % is not its base times its rate.`,
      ),
      ...when(
        needsReason && reason === '' && reasonCode === '',
        `BR-${code}-10`,
        'Say why no tax is charged: give the rate of 0 % its reason.',
      ),
      ...when(code !== 'S' && tax !== 0n, `BR-${code}-09`, 'Tax is charged in a category that has none.'),
      ...when(
        code !== 'Z' && code !== 'O' && invoice.seller.vatId === '' && invoice.seller.registrationId === '',
        `BR-${code}-02`,
        'The VAT number of the seller is missing. Give it in the invoice settings.',
      ),
      ...when(
        (code === 'AE' || code === 'K') && invoice.buyer.vatId === '',
        `BR-${code}-02`,
        'The VAT number of the client is missing, who owes the tax. Give it in the e-invoice details of the client.',
      ),
    ];
  });

const eachLine: Check = ({ lines }) =>
  lines.flatMap((line) => [
    ...when(line.name.trim() === '', 'BR-25', `Line ${line.id} has no name.`),
    ...when(line.price.startsWith('-'), 'BR-27', `The price of line ${line.id} is negative.`),
    ...when(line.to < line.from, 'BR-30', `The days of line ${line.id} end before they begin.`),
  ]);

const checks: Check[] = [head, seller, buyer, party, sums, groups, eachLine];

/** What keeps a document from being an e-invoice by EN 16931, each rule with a sentence that names the next step; none when it is one. */
export const checkEInvoice = (invoice: EInvoice): EInvoiceProblem[] => checks.flatMap((check) => check(invoice));
