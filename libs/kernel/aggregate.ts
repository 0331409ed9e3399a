/** `ticket.closed` belongs to the aggregate `ticket`; its live topic has the same name. */
export const aggregateOf = (type: string): string => type.slice(0, type.indexOf('.'));
