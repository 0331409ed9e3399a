import type { PriorityLevel } from '@kelp/ui';
import { itilPriority } from '../domain/itil-priority';
import type { TicketChoices } from './ticket-queries';

export interface ImpactAndUrgency {
  impact: number;
  urgency: number;
}

/** The priority that follows from both, by the workspace's matrix. */
export function priorityOf({ impact, urgency }: ImpactAndUrgency, choices: TicketChoices) {
  const place = itilPriority(impact, urgency, choices.matrix);
  const own = choices.priorities.filter(({ isItil }) => isItil).sort((a, b) => a.position - b.position);
  return { place: place as PriorityLevel, priority: own[place - 1] };
}
