/** Ticket statuses as shipped: name, closed, pauses SLA clocks, what the client reads. The first is the default. */
export const shippedStatuses = [
  { name: 'New', isClosed: false, pausesSla: false, portalLabel: 'Received' },
  { name: 'In progress', isClosed: false, pausesSla: false, portalLabel: 'In progress' },
  { name: 'Scheduled', isClosed: false, pausesSla: false, portalLabel: 'Visit planned' },
  { name: 'Waiting for customer', isClosed: false, pausesSla: true, portalLabel: 'We need you' },
  { name: 'Resolved', isClosed: true, pausesSla: false, portalLabel: 'Solved' },
  { name: 'Closed', isClosed: true, pausesSla: false, portalLabel: 'Closed' },
] as const;

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

export const shippedBoards = [
  { name: 'Service Desk', priorityMode: 'own' },
  { name: 'Alerts & Monitoring', priorityMode: 'itil' },
] as const;

/** Own priority of a ticket that names none. */
export const defaultPriorityName = 'Medium';
/** Impact and urgency of an ITIL ticket that names none. */
export const defaultImpact = 3;
export const defaultUrgency = 3;
