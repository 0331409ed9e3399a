import type { Pack } from './pack';

/**
 * ConnectWise Manage (PSA): lists exported by their own “Export” button carry the column titles of the list, which a workspace may rename.
 * These are the titles that lists come with, as far as public guides show them; which columns stand in a file depends on the view.
 */
export const connectwise: Pack = {
  label: 'ConnectWise',
  dateOrder: 'mdy',
  headers: {
    clients: {
      externalId: ['Company Rec ID', 'Company RecID', 'Company ID', 'Identifier'],
      name: ['Company Name', 'Company'],
      lifecycle: ['Company Status', 'Status'],
      url: ['Web Site', 'Website'],
      accountManager: ['Account Manager', 'Sales Rep', 'Territory Manager'],
      parent: ['Parent Company'],
      city: ['City'],
      country: ['Country'],
    },
    contacts: {
      externalId: ['Contact Rec ID', 'Contact RecID', 'Contact ID'],
      fullName: ['Contact Name', 'Contact'],
      firstName: ['First Name'],
      lastName: ['Last Name'],
      client: ['Company Name', 'Company'],
      title: ['Title', 'Contact Title'],
      email: ['Email', 'Email Address', 'Default Email'],
      phone: ['Direct', 'Phone', 'Default Phone'],
      extension: ['Direct Ext', 'Ext'],
      mobile: ['Cell', 'Mobile'],
      fax: ['Fax'],
      isInactive: ['Inactive', 'Inactive Flag'],
    },
    locations: {
      externalId: ['Site Rec ID', 'Address Rec ID'],
      client: ['Company Name', 'Company'],
      name: ['Site Name', 'Site'],
      line1: ['Address Line 1', 'Address 1', 'Address'],
      line2: ['Address Line 2', 'Address 2'],
      region: ['State', 'State/Province'],
      postalCode: ['Zip', 'Zip Code'],
      isDefault: ['Primary Address Flag', 'Default Flag', 'Primary'],
      isBilling: ['Billing Address Flag', 'Default Billing Flag'],
      isShipping: ['Shipping Address Flag', 'Default Shipping Flag'],
    },
    services: {
      externalId: ['Product Rec ID', 'Catalog Rec ID', 'IV Item RecID'],
      name: ['Product ID', 'Product', 'Identifier'],
      billingMethod: ['Product Class', 'Product Type'],
      price: ['Unit Price', 'Price', 'List Price'],
      unit: ['UOM', 'Unit of Measure'],
      description: ['Customer Description', 'Description', 'Product Description'],
      isInactive: ['Inactive', 'Inactive Flag'],
    },
    tickets: {
      externalId: ['Ticket Rec ID', 'SR Service RecID'],
      number: ['Ticket #', 'Ticket Number', 'Ticket'],
      title: ['Summary', 'Summary Description', 'Ticket Summary'],
      client: ['Company', 'Company Name'],
      contact: ['Contact', 'Contact Name'],
      board: ['Board', 'Service Board'],
      status: ['Status', 'Ticket Status'],
      category: ['Type', 'Service Type'],
      subcategory: ['Subtype', 'Service Subtype'],
      assignee: ['Assigned To', 'Ticket Owner', 'Resources'],
      createdAt: ['Date Entered', 'Entered', 'Created'],
      closedAt: ['Date Closed', 'Closed'],
      description: ['Initial Description', 'Detail Description'],
    },
  },
};
