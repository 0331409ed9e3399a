import type { Pack } from './pack';

/** ITFlow: the CSV exports of clients, contacts and locations, by the headers in its public code; newer versions say “Primary …”. */
export const itflow: Pack = {
  label: 'ITFlow',
  dateOrder: 'mdy',
  headers: {
    clients: {
      name: ['Client Name'],
      url: ['Website'],
      currency: ['Currency'],
      city: ['City'],
      country: ['Country'],
    },
    contacts: {
      fullName: ['Name', 'Primary Contact Name', 'Contact Name'],
      title: ['Title'],
      email: ['Email', 'Contact Email'],
      phone: ['Phone', 'Contact Phone'],
      extension: ['Ext', 'Extension'],
      mobile: ['Mobile', 'Contact Mobile'],
      client: ['Client Name', 'Client'],
    },
    locations: {
      name: ['Name', 'Primary Location Name', 'Location Name'],
      client: ['Client Name', 'Client'],
      line1: ['Address', 'Location Address'],
      city: ['City'],
      region: ['State'],
      postalCode: ['Postal Code'],
      country: ['Country'],
    },
    services: {
      name: ['Product', 'Product Name', 'Name'],
      price: ['Price'],
      currency: ['Currency'],
      description: ['Description'],
      billingMethod: ['Type'],
    },
    tickets: {
      number: ['Ticket Number'],
      title: ['Subject'],
      client: ['Client Name', 'Client'],
      contact: ['Contact Name', 'Contact'],
      createdAt: ['Date Opened', 'Created'],
      closedAt: ['Date Closed', 'Date Resolved', 'Closed'],
      description: ['Details'],
    },
    contracts: {
      client: ['Client Name', 'Client'],
      name: ['Recurring Invoice', 'Scope'],
      cycle: ['Frequency'],
      amount: ['Amount', 'Price'],
      service: ['Item', 'Item Name'],
      billFrom: ['Next Date'],
    },
    opening_balances: {
      client: ['Client Name', 'Client'],
      number: ['Invoice Number', 'Number'],
      invoiceDate: ['Issued Date', 'Date', 'Invoice Date'],
      dueDate: ['Due Date', 'Due'],
      total: ['Amount'],
      open: ['Balance'],
      currency: ['Currency'],
      status: ['Status'],
    },
  },
};
