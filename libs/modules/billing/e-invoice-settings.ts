import { defineSetting } from '@kelp/kernel';
import { eInvoiceSettings } from './contract';

const nobody = {
  legalName: '',
  vatId: '',
  registrationId: '',
  street: '',
  city: '',
  postalCode: '',
  country: '',
  email: '',
  endpointScheme: '',
  endpoint: '',
  iban: '',
  bic: '',
};

/** Whether documents become e-invoices, and what the workspace is called in them. */
export const eInvoicing = defineSetting({
  key: 'billing.e_invoicing',
  label: 'E-invoices by EN 16931',
  schema: eInvoiceSettings,
  initial: { mode: 'off', seller: nobody },
});
