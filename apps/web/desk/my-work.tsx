'use client';

import { MyWorkPage } from '@kelp/tickets/screens';
import { useDueSlots } from './ticket-due';

/** Home of the staff, in the order that the service levels ask for. */
export function DeskMyWork() {
  return <MyWorkPage {...useDueSlots()} />;
}
