import type { Pack } from './pack';

/**
 * HaloPSA: its lists export the titles of their columns, which a workspace chooses, and its spreadsheet templates for clients, sites and users
 * have names of their own. Both are here; which of them a file has is not certain.
 */
export const halo: Pack = {
  label: 'HaloPSA',
  dateOrder: 'dmy',
  headers: {
    clients: {
      externalId: ['Client ID', 'Customer ID', 'Area ID', 'ID'],
      name: ['Client Name', 'Customer Name', 'Client', 'Customer', 'Area'],
      url: ['Website'],
      accountManager: ['Account Manager', 'Primary Agent'],
      parent: ['Top Level Name', 'Top Level', 'Parent'],
      currency: ['Currency Code', 'Currency'],
      notes: ['Notes', 'Important Notes'],
      isInactive: ['Inactive', 'Is Inactive'],
      domains: ['Email Domain', 'Email Domains'],
    },
    contacts: {
      externalId: ['User ID', 'ID'],
      fullName: ['User Name', 'Username', 'Name', 'User'],
      firstName: ['First Name'],
      lastName: ['Surname', 'Last Name'],
      client: ['Client Name', 'Customer Name', 'Client', 'Customer'],
      email: ['Email Address', 'Email'],
      otherEmails: ['Email 2', 'Email2'],
      title: ['Job Title', 'Title'],
      phone: ['Phone Number', 'Telephone', 'Work Phone'],
      mobile: ['Mobile Number', 'Mobile'],
      homePhone: ['Home Number', 'Home Phone'],
      fax: ['Fax'],
      isVip: ['VIP', 'Is VIP', 'Is Important Contact'],
      isInactive: ['Inactive'],
    },
    locations: {
      externalId: ['Site ID', 'ID'],
      client: ['Client Name', 'Customer Name', 'Client', 'Customer'],
      name: ['Site Name', 'Site', 'Name'],
      line1: ['Delivery Address 1', 'Address 1', 'Address Line 1'],
      line2: ['Delivery Address 2', 'Address 2', 'Address Line 2'],
      city: ['Delivery Address 3', 'Address 3', 'Town', 'City'],
      region: ['Delivery Address 4', 'Address 4', 'County'],
      postalCode: ['Delivery Postcode', 'Address 5', 'Postcode'],
      isBilling: ['Invoice Site', 'Is Invoice Site'],
      isDefault: ['Main Site', 'Is Main Site'],
    },
    services: {
      externalId: ['Item ID', 'ID'],
      name: ['Item Name', 'Item', 'Name'],
      price: ['Sales Price', 'Selling Price', 'Price', 'Base Price'],
      description: ['Description', 'Item Description'],
      unit: ['Unit of Measure', 'Unit'],
      isInactive: ['Inactive', 'Is Inactive'],
    },
    tickets: {
      externalId: ['Faultid'],
      number: ['Ticket ID', 'Ticket Number', 'ID'],
      title: ['Summary', 'Subject'],
      client: ['Client', 'Client Name', 'Customer', 'Customer Name'],
      contact: ['User', 'User Name', 'End-User'],
      board: ['Team'],
      category: ['Category', 'Category 1'],
      assignee: ['Agent', 'Assigned Agent', 'Technician'],
      createdAt: ['Date Occurred', 'Date Created', 'Date Logged', 'Date Reported'],
      closedAt: ['Date Closed', 'Closed'],
      description: ['Details', 'Symptom'],
    },
  },
};
