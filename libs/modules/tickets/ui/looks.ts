import type { PriorityLevel, Tone } from '@kelp/ui';
import type { TicketChoices } from './ticket-queries';

interface KnownStatus {
  isClosed: boolean;
  isDefault?: boolean | undefined;
  pausesSla?: boolean | undefined;
}

/** How a status is drawn: closed, waiting for somebody else, not begun, or under way. */
export function statusTone({ isClosed, isDefault, pausesSla }: KnownStatus): Tone {
  if (isClosed) return 'success';
  if (pausesSla) return 'waiting';
  return isDefault ? 'info' : 'progress';
}

/** A priority's place among its own kind (the board's own, or ITIL), 1 the most urgent, as one of five levels. */
export function priorityLevel(id: string, all: TicketChoices['priorities']): PriorityLevel {
  const own = all.find((priority) => priority.id === id);
  const kind = all.filter(({ isItil }) => isItil === own?.isItil).sort((a, b) => a.position - b.position);
  const place = kind.findIndex((priority) => priority.id === id);
  return place < 0 ? 3 : (Math.min(5, place + 1) as PriorityLevel);
}

/** The status of this board with this name: what "In progress" means on each of several boards. */
export function statusOnBoard(statuses: TicketChoices['statuses'], boardId: string, name: string): string | null {
  return statuses.find((status) => status.boardId === boardId && status.name === name)?.id ?? null;
}
