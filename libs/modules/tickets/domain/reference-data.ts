export interface ShippedStatus {
  name: string;
  isClosed: boolean;
  pausesSla: boolean;
  portalLabel: string;
}

const status = (name: string, kind: 'open' | 'pausing' | 'closed', portalLabel: string): ShippedStatus => ({
  name,
  isClosed: kind === 'closed',
  pausesSla: kind === 'pausing',
  portalLabel,
});

/** Ticket statuses as shipped: name, closed, pauses SLA clocks, what the client reads. The first is the default. */
export const shippedStatuses: readonly ShippedStatus[] = [
  status('New', 'open', 'Received'),
  status('In progress', 'open', 'In progress'),
  status('Scheduled', 'open', 'Visit planned'),
  status('Waiting for customer', 'pausing', 'We need you'),
  status('Waiting for vendor', 'pausing', 'Waiting on supplier'),
  status('On hold', 'pausing', 'On hold'),
  status('Resolved', 'closed', 'Solved'),
  status('Closed', 'closed', 'Closed'),
  status('Cancelled', 'closed', 'Cancelled'),
];

/** The demo workspace shows fewer, so that it can be taken in at a glance. */
const demoStatuses = new Set(['New', 'In progress', 'Scheduled', 'Waiting for customer', 'Resolved', 'Closed']);
const demoBoards = new Set(['Service Desk', 'Alerts & Monitoring']);

export const shippedPriorities = [
  { name: 'Urgent', color: '#EF4444', isItil: false },
  { name: 'High', color: '#F97316', isItil: false },
  { name: 'Medium', color: '#F59E0B', isItil: false },
  { name: 'Low', color: '#10B981', isItil: false },
  { name: 'P1 Critical', color: '#EF4444', isItil: true },
  { name: 'P2 High', color: '#F97316', isItil: true },
  { name: 'P3 Medium', color: '#F59E0B', isItil: true },
  { name: 'P4 Low', color: '#10B981', isItil: true },
  { name: 'P5 Planning', color: '#6B7280', isItil: true },
] as const;

export interface ShippedBoard {
  name: string;
  priorityMode: 'own' | 'itil';
  categories: 'msp' | 'itil' | 'none';
}

export const shippedBoards: readonly ShippedBoard[] = [
  { name: 'Service Desk', priorityMode: 'own', categories: 'msp' },
  { name: 'Alerts & Monitoring', priorityMode: 'itil', categories: 'itil' },
  { name: 'Onsite & Dispatch', priorityMode: 'own', categories: 'none' },
  { name: 'Changes & Projects', priorityMode: 'own', categories: 'none' },
  { name: 'Security', priorityMode: 'itil', categories: 'none' },
  { name: 'Internal', priorityMode: 'own', categories: 'none' },
];

/** Boards that no workspace starts with, for those who want them. */
export const libraryBoards: readonly ShippedBoard[] = [
  'General Support',
  'Technical Issues',
  'Urgent Matters',
  'Administration',
  'Software',
  'Hardware',
  'Network',
  'Security & Compliance',
  'Client Communication',
  'Sales',
].map((name) => ({ name, priorityMode: 'own', categories: 'none' }));

/** Boards and statuses of a new workspace, each in the order in which they are shown. */
export const startingSet = (isDemo: boolean) => ({
  boards: shippedBoards.filter(({ name }) => !isDemo || demoBoards.has(name)),
  statuses: shippedStatuses.filter(({ name }) => !isDemo || demoStatuses.has(name)),
});

export const shippedTypes = ['Incident', 'Service request', 'Problem', 'Change', 'Alert', 'Question'] as const;

export const shippedResolutionCodes = [
  'Fixed',
  'Workaround',
  'No fault found',
  'Vendor fixed',
  'User training',
  'Duplicate',
  'Not reproducible',
  'Cancelled by customer',
] as const;

/** Own priority of a ticket that names none. */
export const defaultPriorityName = 'Medium';
/** Impact and urgency of an ITIL ticket that names none. */
export const defaultImpact = 3;
export const defaultUrgency = 3;
