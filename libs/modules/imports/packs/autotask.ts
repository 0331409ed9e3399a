import type { Pack } from './pack';

/**
 * Autotask: “Export in import template format” of organizations and contacts, whose columns its help documents. The combined template puts
 * “Organization: ” or “Contact: ” in front, and “[required]” before both, which is not compared. Instances may call organizations accounts,
 * customers or otherwise.
 */
export const autotask: Pack = {
  label: 'Autotask',
  dateOrder: 'mdy',
  headers: {
    clients: {
      externalId: ['Organization ID', 'Account ID', 'Company ID', 'Organization: ID'],
      name: ['Organization: Name', 'Name', 'Organization Name', 'Account Name', 'Company Name'],
      lifecycle: ['Organization: Type', 'Organization Type', 'Account Type', 'Type'],
      url: ['Organization: Web', 'Web Site', 'Website', 'Web'],
      parent: ['Organization: Parent Organization Name', 'Parent Organization Name', 'Parent Account'],
      accountManager: ['Organization: Account Manager', 'Account Manager', 'Owner'],
      city: ['Organization: City', 'City'],
      country: ['Organization: Country', 'Country'],
      active: ['Organization: Active', 'Active'],
    },
    contacts: {
      externalId: ['Contact ID', 'Contact: ID', 'External ID', 'Contact: External ID'],
      firstName: ['Contact: First Name', 'First Name'],
      lastName: ['Contact: Last Name', 'Last Name'],
      client: ['Organization ID', 'Organization Name', 'Organization: Name', 'Account Name'],
      title: ['Contact: Title', 'Title'],
      email: ['Contact: Email Address', 'Email Address', 'Contact: Email', 'Email'],
      otherEmails: ['Contact: Alternate Email 1', 'Alternate Email 1', 'Additional Email Address'],
      phone: ['Contact: Phone', 'Phone'],
      extension: ['Contact: Extension', 'Extension'],
      mobile: ['Contact: Mobile Phone', 'Mobile Phone'],
      fax: ['Contact: Fax', 'Fax'],
      active: ['Contact: Active', 'Active'],
    },
    locations: {
      client: ['Organization Name', 'Organization: Name', 'Account Name'],
      name: ['Location Name', 'Site Name', 'Name'],
      line1: ['Address 1', 'Address'],
      line2: ['Address 2'],
      region: ['State'],
      postalCode: ['Zip Code', 'Postal Code'],
      isDefault: ['Is Primary', 'Primary'],
    },
    services: {
      externalId: ['Service ID', 'Service: ID'],
      name: ['Service: Name', 'Service Name', 'Name'],
      price: ['Service: Unit Price', 'Unit Price'],
      description: ['Service: Description', 'Description', 'Invoice Description'],
      active: ['Service: Active', 'Active'],
    },
    tickets: {
      externalId: ['Ticket ID'],
      number: ['Ticket Number'],
      title: ['Ticket Title', 'Title'],
      client: ['Organization', 'Organization Name', 'Account', 'Account Name'],
      contact: ['Contact', 'Contact Name'],
      board: ['Queue', 'Queue Name'],
      category: ['Issue Type', 'Ticket Category'],
      subcategory: ['Sub-Issue Type'],
      assignee: ['Primary Resource', 'Primary Resource Name'],
      createdAt: ['Create Date/Time', 'Created', 'Create Date'],
      closedAt: ['Complete Date/Time', 'Completed Date', 'Complete Date'],
      description: ['Ticket Description', 'Description'],
    },
    time: {
      person: ['Resource Name', 'Resource'],
      ticket: ['Ticket Number', 'Task or Ticket Number'],
      client: ['Organization', 'Organization Name', 'Account'],
      startedAt: ['Start Date/Time', 'Start Time', 'Date Worked', 'Worked Date'],
      hours: ['Hours Worked', 'Worked Hours'],
      isBillable: ['Billable'],
      service: ['Work Type'],
      notes: ['Summary Notes', 'Notes'],
    },
  },
};
