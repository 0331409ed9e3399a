import type { PrintedInvoice, PrintedLine } from '../contract/template-contracts';

/** A printed document of three lines, as tests of papers take it. */
const line: PrintedLine = {
  kind: 'fixed',
  description: 'Managed server',
  quantity: '1',
  unit: 'piece',
  unitPrice: '40000',
  gross: 40000n,
  net: 40000n,
  tax: 4000n,
  taxRatePpm: 100_000,
  reductions: [],
  serviceFrom: '2026-10-01',
  serviceTo: '2026-11-01',
  steps: [],
};
const work: PrintedLine = {
  ...line,
  kind: 'time',
  description: 'Remote',
  quantity: '135',
  unit: 'minute',
  unitPrice: '12000',
  gross: 28000n,
  net: 27000n,
  tax: 2700n,
  reductions: [{ name: 'Loyalty', amount: '1000' }],
};
const included: PrintedLine = {
  ...work,
  kind: 'included_time',
  description: 'Patching',
  quantity: '20',
  gross: 0n,
  net: 0n,
  tax: 0n,
  reductions: [],
};

export const printedLines = { line, work, included };

export const printed: PrintedInvoice = {
  kind: 'invoice',
  credits: null,
  creditUsed: 0n,
  number: 'INV-0001',
  isVoid: false,
  seller: { name: 'Northstar IT', details: 'Łódź' },
  buyer: { name: 'Acme Dental', address: '1 Main Street' },
  invoiceDate: '2026-11-02',
  dueDate: '2026-12-02',
  currency: 'USD',
  locale: 'en-US',
  lines: [line, work, included],
  taxes: [{ category: 'Standard', ratePpm: 100_000, base: 67000n, tax: 6700n, reason: null }],
  net: 67000n,
  tax: 6700n,
  total: 73700n,
};
