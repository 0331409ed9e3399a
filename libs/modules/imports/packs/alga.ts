import type { Pack } from './pack';

/** Alga PSA: its client and contact files name the fields as its database does. */
export const alga: Pack = {
  label: 'Alga PSA',
  dateOrder: 'mdy',
  headers: {
    clients: {
      externalId: ['client_id', 'company_id'],
      name: ['client_name', 'company_name'],
      type: ['client_type'],
      url: ['website', 'url'],
      notes: ['notes'],
      city: ['city'],
      country: ['country'],
      isInactive: ['is_inactive'],
    },
    contacts: {
      externalId: ['contact_name_id', 'contact_id'],
      fullName: ['full_name', 'contact_name'],
      email: ['email', 'primary_email'],
      phone: ['phone_number', 'default_phone_number'],
      client: ['client', 'client_name', 'company', 'company_name'],
      title: ['role'],
      isInactive: ['is_inactive'],
    },
    locations: {
      externalId: ['location_id'],
      client: ['client_name', 'company_name'],
      name: ['location_name'],
      line1: ['address_line1'],
      line2: ['address_line2'],
      city: ['city'],
      region: ['state_province'],
      postalCode: ['postal_code'],
      country: ['country'],
      isDefault: ['is_default'],
      isBilling: ['is_billing_address'],
      isShipping: ['is_shipping_address'],
    },
    services: {
      externalId: ['service_id'],
      name: ['service_name'],
      billingMethod: ['billing_method'],
      unit: ['unit_of_measure'],
      description: ['description'],
    },
  },
};
