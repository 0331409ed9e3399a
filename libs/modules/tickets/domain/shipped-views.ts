/** Views that every workspace begins with; people may take them out of their rail. The text is what an address would say. */
export const shippedViews = [
  { shippedKey: 'my_open', name: 'My open', query: 'assignee=me&sort=due&dir=asc' },
  { shippedKey: 'unassigned', name: 'Unassigned', query: 'assignee=nobody&sort=created&dir=asc' },
  { shippedKey: 'waiting_for_us', name: 'Waiting for us', query: 'response=awaiting_us&sort=activity&dir=asc' },
  { shippedKey: 'due_today', name: 'Due today', query: 'due=by%3Atoday&sort=due&dir=asc' },
  { shippedKey: 'recently_closed', name: 'Recently closed', query: 'state=closed&closed=last%3A7d' },
] as const;
