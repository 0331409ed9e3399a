import { tradeDate } from '@kelp/catalog/contract';
import { abilities, contract, idOf, instant, lineOfText, localDate, storedFile, z } from '@kelp/kernel/contract';
import { reference } from './shapes';

const exemptionFields = {
  /** Number of the certificate. */
  certificate: lineOfText(100),
  /** As the invoice prints it. */
  reason: lineOfText(200),
  /** A code of the law, such as VATEX-EU-132. */
  reasonCode: z.string().trim().max(40),
  /** Null: every category. */
  categoryId: idOf('tax category').nullable(),
  /** Null: everywhere; else the code of a place, and all within it. */
  place: lineOfText(60).nullable(),
  validFrom: tradeDate,
  /** The day after the last day; null: until further notice. */
  validTo: tradeDate.nullable(),
  /** The scanned certificate, as `/api/uploads` answered it. */
  uploadId: idOf('upload'),
};

const exemptionCard = z.object({
  id: z.uuid(),
  certificate: z.string(),
  reason: z.string(),
  reasonCode: z.string(),
  category: reference.nullable(),
  place: z.string().nullable(),
  validFrom: localDate,
  validTo: localDate.nullable(),
  /** `ending`: within a month. */
  state: z.enum(['planned', 'valid', 'ending', 'ended']),
  fileName: z.string().nullable(),
  version: z.number(),
});
export type ExemptionCard = z.output<typeof exemptionCard>;

export const vatCheckState = z.enum(['format', 'confirmed', 'refused', 'unreachable']);

const vatNumber = z.object({
  number: z.string(),
  country: z.string(),
  /** `format`: only its form was looked at; nobody was asked. */
  checkState: vatCheckState,
  checkNote: z.string(),
  checkedAt: instant,
  checkedBy: z.string(),
  isReverseCharge: z.boolean(),
  validFrom: localDate,
  version: z.number(),
});
export type VatNumberCard = z.output<typeof vatNumber>;

/** How a client is taxed: places of its billing profiles, certificates, VAT number. */
export const getClientTax = contract({
  name: 'client_tax.get',
  input: z.object({ clientId: idOf('client') }),
  output: z.object({
    profiles: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        /** The nearest first; `*` alone: no place fits, the rates of everywhere hold. */
        places: z.array(z.string()),
        isByAddress: z.boolean(),
        taxPoint: z.enum(['service_end', 'delivery', 'invoice_date']),
        taxRounding: z.enum(['document', 'line']),
      }),
    ),
    exemptions: z.array(exemptionCard),
    vatNumber: vatNumber.nullable(),
    abilities,
  }),
});
export type ClientTax = z.output<typeof getClientTax.output>;

export const addExemption = contract({
  name: 'client_tax.add_exemption',
  input: z.object({
    clientId: idOf('client'),
    ...exemptionFields,
    reasonCode: exemptionFields.reasonCode.default(''),
    categoryId: exemptionFields.categoryId.default(null),
    place: exemptionFields.place.default(null),
    validTo: exemptionFields.validTo.default(null),
    uploadId: exemptionFields.uploadId.optional(),
  }),
  output: z.object({ id: z.uuid() }),
});

/** Ends a certificate, or gives it other dates; what is billed keeps what it was billed with. */
export const changeExemption = contract({
  name: 'client_tax.change_exemption',
  input: z.object({
    id: idOf('tax exemption'),
    version: z.number().int().optional(),
    reason: exemptionFields.reason.optional(),
    validFrom: exemptionFields.validFrom.optional(),
    validTo: exemptionFields.validTo.optional(),
    uploadId: exemptionFields.uploadId.optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const getExemptionFile = contract({
  name: 'client_tax.exemption_file',
  input: z.object({ id: idOf('tax exemption') }),
  output: storedFile,
});

/** Sets, changes or (null) takes away the VAT number. Its form is checked; nobody outside is asked. */
export const setVatNumber = contract({
  name: 'client_tax.set_vat_number',
  input: z.object({
    clientId: idOf('client'),
    version: z.number().int().optional(),
    number: z.string().trim().max(40).nullable(),
    /** The client owes the tax. */
    isReverseCharge: z.boolean().default(false),
    validFrom: tradeDate.optional(),
  }),
  output: z.object({ number: z.string().nullable(), country: z.string().nullable() }),
});

const certificates = z.object({
  id: z.uuid(),
  client: reference,
  certificate: z.string(),
  validTo: localDate,
});

/** Certificates that have ended in the last year or end within a month, the earliest first. */
export const listEndingExemptions = contract({
  name: 'client_tax.ending',
  input: z.object({}),
  output: z.object({ certificates: z.array(certificates) }),
});
