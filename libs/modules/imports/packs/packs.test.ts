import { importKinds, importSystems } from '../contract';
import { kinds } from '../kinds';
import { packs } from './index';
import { mappingFor } from './mapping-for';

it('names only fields that there are', () => {
  for (const system of importSystems)
    for (const kind of importKinds) {
      const known = kinds[kind].fields.map(({ key }) => key);
      expect(Object.keys(packs[system].headers[kind] ?? {}).filter((key) => !known.includes(key))).toEqual([]);
    }
});

/** Headers as the systems’ own exports and templates have them, and what they fill. */
it.each([
  [
    'itflow',
    'clients',
    'Client Name,Industry,Referral,Website,Location Name,Location Phone,Location Address,City,State,Postal Code,Country,Contact Name,Title,Contact Phone',
    { name: 'Client Name', url: 'Website', city: 'City', country: 'Country' },
  ],
  [
    'itflow',
    'contacts',
    'Name,Title,Department,Email,Phone,Ext,Mobile,Location',
    { fullName: 'Name', title: 'Title', email: 'Email', phone: 'Phone', extension: 'Ext', mobile: 'Mobile' },
  ],
  [
    'itflow',
    'locations',
    'Name,Description,Address,City,State,Postal Code,Phone,Hours',
    { name: 'Name', line1: 'Address', city: 'City', region: 'State', postalCode: 'Postal Code' },
  ],
  [
    'autotask',
    'clients',
    '[required] Organization: Name,Organization: Number,Organization: City,Organization: Country,Organization: Active',
    {
      name: '[required] Organization: Name',
      city: 'Organization: City',
      country: 'Organization: Country',
      active: 'Organization: Active',
    },
  ],
  [
    'autotask',
    'contacts',
    'Organization ID,[required *] Organization Name,Contact ID,[required *] First Name,[required *] Last Name,Email Address',
    {
      client: 'Organization ID',
      externalId: 'Contact ID',
      firstName: '[required *] First Name',
      lastName: '[required *] Last Name',
      email: 'Email Address',
    },
  ],
  [
    'alga',
    'clients',
    'client_name,website,client_type,is_inactive,notes,tags,location_name,email,phone_number,address_line1,city,postal_code,country',
    {
      name: 'client_name',
      url: 'website',
      type: 'client_type',
      isInactive: 'is_inactive',
      notes: 'notes',
      city: 'city',
      country: 'country',
    },
  ],
  [
    'connectwise',
    'contacts',
    'First Name,Last Name,Company,Title,Direct,Email,Inactive',
    {
      firstName: 'First Name',
      lastName: 'Last Name',
      client: 'Company',
      title: 'Title',
      phone: 'Direct',
      email: 'Email',
      isInactive: 'Inactive',
    },
  ],
  [
    'halo',
    'locations',
    'Client,Site,Address 1,Town,County,Postcode',
    { client: 'Client', name: 'Site', line1: 'Address 1', city: 'Town', region: 'County', postalCode: 'Postcode' },
  ],
  [
    'autotask',
    'services',
    'Service ID,Service Name,Unit Cost,Unit Price,Description,Active',
    {
      externalId: 'Service ID',
      name: 'Service Name',
      price: 'Unit Price',
      description: 'Description',
      active: 'Active',
    },
  ],
  [
    'connectwise',
    'tickets',
    'Ticket #,Board,Status,Priority,Company,Contact,Summary,Type,Subtype,Date Entered,Date Closed',
    {
      number: 'Ticket #',
      board: 'Board',
      status: 'Status',
      priority: 'Priority',
      client: 'Company',
      contact: 'Contact',
      title: 'Summary',
      category: 'Type',
      subcategory: 'Subtype',
      createdAt: 'Date Entered',
      closedAt: 'Date Closed',
    },
  ],
  [
    'itflow',
    'tickets',
    'Ticket Number,Priority,Status,Subject,Date Opened,Date Closed',
    {
      number: 'Ticket Number',
      priority: 'Priority',
      status: 'Status',
      title: 'Subject',
      createdAt: 'Date Opened',
      closedAt: 'Date Closed',
    },
  ],
  [
    'autotask',
    'time',
    'Resource Name,Ticket Number,Organization,Date Worked,Hours Worked,Billable,Work Type,Summary Notes',
    {
      person: 'Resource Name',
      ticket: 'Ticket Number',
      client: 'Organization',
      startedAt: 'Date Worked',
      hours: 'Hours Worked',
      isBillable: 'Billable',
      service: 'Work Type',
      notes: 'Summary Notes',
    },
  ],
  [
    'halo',
    'contracts',
    'Client,Contract Ref,Contract,Start Date,End Date,Billing Period,Item,Description,Quantity,Unit Price,Next Invoice Date',
    {
      client: 'Client',
      contractId: 'Contract Ref',
      name: 'Contract',
      startsOn: 'Start Date',
      endsOn: 'End Date',
      cycle: 'Billing Period',
      service: 'Item',
      line: 'Description',
      quantity: 'Quantity',
      amount: 'Unit Price',
      billFrom: 'Next Invoice Date',
    },
  ],
  [
    'connectwise',
    'opening_balances',
    'Invoice Number,Company,Invoice Date,Due Date,Invoice Total,Balance,Billing Status,Invoice Type',
    {
      number: 'Invoice Number',
      client: 'Company',
      invoiceDate: 'Invoice Date',
      dueDate: 'Due Date',
      total: 'Invoice Total',
      open: 'Balance',
      status: 'Billing Status',
    },
  ],
  [
    'itflow',
    'opening_balances',
    'Invoice Number,Scope,Amount,Issued Date,Due Date,Status',
    {
      number: 'Invoice Number',
      total: 'Amount',
      invoiceDate: 'Issued Date',
      dueDate: 'Due Date',
      status: 'Status',
    },
  ],
] as const)('finds the columns of %s: %s', (system, kind, line, wanted) => {
  const columns = line.split(',');
  const found = mappingFor(kind, system, columns);
  expect(Object.fromEntries(Object.entries(found).map(([key, place]) => [key, columns[place]]))).toEqual(wanted);
});
