/** The people, clients, services and passwords of the demo workspace. Journeys are walked with exactly these. */
export const workspace = { name: 'Northstar IT', zone: 'America/Chicago', currency: 'USD' } as const;
export const password = 'Harbor-Lantern-42';

export const staff = [
  { key: 'olive', name: 'Olive Owens', role: 'Owner', reportsTo: null },
  { key: 'mona', name: 'Mona Meyer', role: 'Manager', reportsTo: null },
  { key: 'dana', name: 'Dana Diaz', role: 'Dispatcher', reportsTo: null },
  { key: 'tess', name: 'Tess Tran', role: 'Technician', reportsTo: 'mona' },
  { key: 'tom', name: 'Tom Torres', role: 'Technician', reportsTo: 'mona' },
  { key: 'pia', name: 'Pia Park', role: 'Project Manager', reportsTo: null },
  { key: 'fin', name: 'Fin Fischer', role: 'Finance', reportsTo: null },
] as const;
export type StaffKey = (typeof staff)[number]['key'];

export const addressOf = (key: StaffKey): string => `${key}@northstar.test`;

export const clients = [
  {
    name: 'Acme Dental',
    domains: ['acme.test'],
    locations: ['Main Street', 'Oak Clinic'],
    contacts: [
      { fullName: 'Amy Adams', email: 'amy@acme.test', portalRole: 'Admin', title: 'Office manager' },
      { fullName: 'Ulf Unger', email: 'ulf@acme.test', portalRole: 'User', title: 'Dental assistant' },
      { fullName: 'Nina Noor', email: 'nina@acme.test', portalRole: null, title: 'Reception' },
    ],
  },
  {
    name: 'Bluefin Legal',
    domains: ['bluefin.test'],
    locations: ['Harbour Office'],
    contacts: [{ fullName: 'Bo Berg', email: 'bo@bluefin.test', portalRole: 'Admin', title: 'Partner' }],
  },
  {
    name: 'Cobalt Cafe',
    domains: ['cobalt.test'],
    locations: ['Riverside'],
    contacts: [{ fullName: 'Cleo Cruz', email: 'cleo@cobalt.test', portalRole: null, title: 'Owner' }],
  },
] as const;

/** Prices in minor units. */
export const services = [
  { key: 'remote', name: 'Remote support', billingMethod: 'hourly', unitPrice: '12000' },
  { key: 'onsite', name: 'Onsite visit', billingMethod: 'hourly', unitPrice: '15000' },
  { key: 'server', name: 'Managed server', billingMethod: 'fixed', unitPrice: '40000' },
  { key: 'backup', name: 'Backup storage', billingMethod: 'usage', unitPrice: '10' },
] as const;

export const tax = { name: 'Standard', percent: '10' } as const;

/** Clients with a past, so that every screen shows life. Their sums appear in no journey. */
export const historyClients = [
  ['Fernwood Architects', 'fernwood.test', 'Lena Fern'],
  ['Granite Logistics', 'granite.test', 'Omar Granger'],
  ['Hazel & Pine Accounting', 'hazelpine.test', 'Ruth Hazel'],
  ['Ironbridge Motors', 'ironbridge.test', 'Sam Irons'],
  ['Juniper Kindergarten', 'juniper.test', 'Carla June'],
  ['Kestrel Surveying', 'kestrel.test', 'Ned Kestrel'],
  ['Larkspur Hotel', 'larkspur.test', 'Vera Lark'],
  ['Mapleton Foods', 'mapleton.test', 'Greg Maple'],
  ['Northgate Physio', 'northgate.test', 'Ida North'],
  ['Orchard Press', 'orchard.test', 'Paul Orchard'],
  ['Quarry Stoneworks', 'quarry.test', 'Dora Quarry'],
  ['Redwood Veterinary', 'redwood.test', 'Hugo Redwood'],
] as const;

/** What people ask for: title, what they write, the answer, minutes it takes. */
export const requests = [
  [
    'Printer on the second floor prints blank pages',
    'The big printer only gives white paper since this morning. We tried another toner.',
    'I reset the drum unit remotely and printed a test page. Please tell me if it comes back.',
    35,
  ],
  [
    'Cannot open shared calendar',
    'Outlook says I have no permission for the team calendar.',
    'Your permission was lost when the mailbox moved. It is back; please restart Outlook once.',
    20,
  ],
  [
    'New laptop for a colleague starting Monday',
    'We have a new colleague on Monday and need a laptop with the usual programs.',
    'The laptop is ordered and set up with your standard programs. It will be on the desk on Monday morning.',
    90,
  ],
  [
    'Wi-Fi drops in the meeting room',
    'Calls break off every few minutes when we sit in the meeting room.',
    'The access point was on a crowded channel. I moved it and watched it for an hour without a drop.',
    50,
  ],
  [
    'Password expired, locked out',
    'I am locked out of Windows after my holiday.',
    'I unlocked the account; please choose a new password at the next sign-in.',
    15,
  ],
  [
    'Backup reported a warning last night',
    'We got a mail that the backup finished with warnings. Is that bad?',
    'One file was open during the backup. It was saved in the second run; nothing is missing.',
    25,
  ],
  [
    'Accounting program is very slow',
    'Opening a customer takes half a minute since the update.',
    'The database needed new statistics after the update. It opens in two seconds again.',
    75,
  ],
  [
    'Suspicious mail with an invoice attached',
    'I got an invoice from a company I do not know. I did not open it.',
    'Well spotted: it was phishing. I removed it from all mailboxes and blocked the sender.',
    30,
  ],
  [
    'Second screen stays black',
    'After moving my desk the second screen is not found.',
    'The cable was in the wrong port of the dock. Both screens work now.',
    20,
  ],
  [
    'Scanner no longer sends to mail',
    'Scan to mail gives an error 553.',
    'The mail server asks for a newer sign-in. I set the scanner up with it and tested all three addresses.',
    40,
  ],
  [
    'VPN does not connect from home',
    'It says “cannot reach server” since yesterday.',
    'The certificate had expired. I renewed it and sent the new profile; you are connected.',
    45,
  ],
  [
    'Please add me to the project folder',
    'I need write access to Projects/2026.',
    'You are a member of the group now. Please sign out and in once.',
    10,
  ],
  [
    'Phone at reception has no dial tone',
    'The phone is dead, the others work.',
    'The switch port had been switched off after a storm. The phone rings again.',
    30,
  ],
] as const;
