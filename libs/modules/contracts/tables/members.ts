import { decimal, integer, tenantColumns, uuid } from '@kelp/platform/db';

/** A service that a fixed fee is shared over on invoices; without a weight the price of the catalogue decides its share. */
export const contractLineMembers = tenantColumns(
  'contract_line_members',
  { lineId: uuid(), serviceId: uuid(), position: integer(), weight: decimal().orNull() },
  {
    noun: 'member of a bundle',
    conflicts: { contract_line_members_line_id_service_id_unique: 'This service is in the bundle already.' },
  },
);
