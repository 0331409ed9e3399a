import { bigint, boolean, instant, localDate, tenantColumns, text, uuid } from '@kelp/platform/db';

export type VatCheckState = 'format' | 'confirmed' | 'refused' | 'unreachable';

/** A certificate that frees a client from tax from a day up to but without another, with its file where there is one. */
export const taxExemptions = tenantColumns(
  'tax_exemptions',
  {
    clientId: uuid(),
    certificate: text(),
    reason: text(),
    reasonCode: text().withDefault(),
    /** Null: every category. */
    categoryId: uuid().orNull(),
    /** Null: everywhere; else this place and all within. */
    place: text().orNull(),
    validFrom: localDate(),
    validTo: localDate().orNull(),
    fileName: text().orNull(),
    fileType: text().orNull(),
    fileSize: bigint().orNull(),
    fileKey: text().orNull(),
  },
  {
    noun: 'tax exemption',
    conflicts: { tax_exemptions_once: 'This client has this certificate already. Change its dates instead.' },
  },
);

/** The VAT number of a client with what is known of it, and whether the client owes the tax from a day on. */
export const clientVatNumbers = tenantColumns(
  'client_vat_numbers',
  {
    clientId: uuid(),
    number: text(),
    country: text(),
    checkState: text<VatCheckState>(),
    checkNote: text().withDefault(),
    checkedAt: instant(),
    checkedBy: text(),
    isReverseCharge: boolean().withDefault(),
    validFrom: localDate(),
  },
  {
    noun: 'VAT number',
    conflicts: { client_vat_numbers_client_id_unique: 'This client got a VAT number just now. Reload.' },
  },
);

export const taxTables = [taxExemptions, clientVatNumbers];
