import type {
  BillingProfile,
  CatalogueService,
  DueContractLine,
  InvoiceInput,
  PeriodCharge,
  TaxRate,
  TimeEntryRow,
} from './invoice-input';

/** Inputs of an invoice for tests, each with only what a test does not care about filled in. */
export const october = { start: '2026-10-01', end: '2026-11-01' };
export const always = { start: '2000-01-01', end: null };
export const version = { id: 'v1', number: 1 };

export const profile = (more: Partial<BillingProfile> = {}): BillingProfile => ({
  id: 'profile',
  currency: 'USD',
  zone: 'America/Chicago',
  terms: { kind: 'net', days: 30 },
  taxPlace: '*',
  taxPoint: 'service_end',
  taxRounding: 'document',
  requiresAddress: false,
  ...more,
});

export const charge = (more: Partial<PeriodCharge> = {}): PeriodCharge => ({
  period: october,
  covered: october,
  price: '40000',
  quantity: '1',
  proration: 'actual',
  cycle: 'monthly',
  version,
  ...more,
});

const lineBase = (id: string) => ({
  id,
  contractId: 'contract',
  contractName: 'Essential',
  position: 1,
  name: 'Managed server',
  serviceId: 'server',
  taxCategory: 'Standard',
  currency: 'USD',
});

export const fixedLine = (
  id: string,
  charges: PeriodCharge[],
  more: Partial<Extract<DueContractLine, { kind: 'fixed' }>> = {},
): DueContractLine => ({ ...lineBase(id), kind: 'fixed', charges, ...more });

export const hourlyLine = (
  id: string,
  more: Partial<Extract<DueContractLine, { kind: 'hourly' }>> = {},
): DueContractLine => ({
  ...lineBase(id),
  position: 2,
  name: 'Remote support',
  serviceId: 'remote',
  kind: 'hourly',
  terms: [
    {
      valid: always,
      rate: '12000',
      minutes: { minimumMinutes: 15, incrementMinutes: 15, scope: 'entry' },
      version,
    },
  ],
  ...more,
});

export const entry = (id: string, minutes: number, more: Partial<TimeEntryRow> = {}): TimeEntryRow => ({
  id,
  workDate: '2026-10-14',
  period: october,
  minutes,
  billableMinutes: minutes,
  isApproved: true,
  attribution: { kind: 'line', lineId: 'hourly', reason: 'The only line that covers it.' },
  serviceId: 'remote',
  ticketId: null,
  userId: 'tess',
  role: null,
  workType: 'ticket',
  userType: 'internal',
  isAfterHours: false,
  rateOverride: null,
  ...more,
});

export const remote = (rates: CatalogueService['rates'] = [{ valid: always, rate: '13500' }]): CatalogueService => ({
  id: 'remote',
  name: 'Remote support',
  taxCategory: 'Standard',
  rates,
  minutes: { minimumMinutes: 0, incrementMinutes: 1, scope: 'entry' },
});

export const rate = (ratePpm: number, more: Partial<TaxRate> = {}): TaxRate => ({
  id: `rate-${ratePpm}`,
  place: '*',
  category: 'Standard',
  valid: always,
  ratePpm,
  reason: null,
  ...more,
});

export const input = (more: Partial<InvoiceInput> = {}): InvoiceInput => ({
  invoiceDate: '2026-11-02',
  client: { id: 'acme', name: 'Acme Dental', billingAddress: '1 Main Street' },
  profile: profile(),
  contractLines: [],
  timeEntries: [],
  rateRules: [],
  catalogue: [remote()],
  discounts: [],
  taxRates: [rate(100_000)],
  ...more,
});
