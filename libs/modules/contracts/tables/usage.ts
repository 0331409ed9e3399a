import { bareTenantColumns, boolean, decimal, instant, localDate, tenantColumns, text, uuid } from '@kelp/platform/db';

/** How the events of a period become one quantity. */
export type Aggregate = 'sum' | 'max' | 'last' | 'unique';

/** What is measured at clients; `serviceId` is the service it sells where no contract prices it. */
export const meters = tenantColumns(
  'meters',
  {
    name: text(),
    unit: text(),
    aggregate: text<Aggregate>(),
    serviceId: uuid(),
    isActive: boolean().withDefault(),
  },
  { conflicts: { meters_name_unique: 'There is already a meter with this name. Choose another one.' } },
);

/** One measurement. `eventId` is the sender's own name for it, unique in its meter: what is sent twice is written once. */
export const meterEvents = bareTenantColumns(
  'meter_events',
  {
    meterId: uuid(),
    eventId: text(),
    id: uuid(),
    clientId: uuid(),
    workDate: localDate(),
    occurredAt: instant().orNull(),
    quantity: decimal(),
    /** What a meter of unique things counts: a device, a mailbox. */
    subject: text().withDefault(),
    source: text<'hand' | 'paste' | 'api'>(),
    /** Somebody decided to bill it at the price of the catalogue, since no contract line takes it. */
    atCatalogue: boolean().withDefault(),
    recordedBy: text(),
    recordedAt: instant(),
  },
  { isAudited: false, noun: 'usage event' },
);
