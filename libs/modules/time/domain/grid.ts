import { groupBy } from '@kelp/std';
import type { TimeEntryCard } from '../contract';

/** A piece of work in the weekly grid: a ticket, a client or neither, with a service. */
export interface GridWork {
  key: string;
  ticket: TimeEntryCard['ticket'];
  client: TimeEntryCard['client'];
  service: TimeEntryCard['service'];
}

export interface GridCell {
  minutes: number;
  entries: readonly TimeEntryCard[];
  /** Typed over only while it is empty or one entry that may still change. */
  isFixed: boolean;
}

export interface GridRow extends GridWork {
  cells: ReadonlyMap<string, GridCell>;
  minutes: number;
}

type Worked = Pick<GridWork, 'ticket' | 'client' | 'service'>;

/** The client of a ticket's time is the ticket's, so the ticket alone says which work it is. */
export const workKey = ({ ticket, client, service }: Worked): string =>
  `${ticket ? `t${ticket.id}` : `c${client?.id ?? ''}`} ${service.id}`;

export const workOf = ({ ticket, client, service }: Worked): GridWork => ({
  ...{ key: workKey({ ticket, client, service }), ticket, client, service },
});

/** The entries of some days as rows of work: first what was put in by hand and has no time yet or has, in that order, then the rest by name. */
export function gridRows(entries: readonly TimeEntryCard[], wished: readonly GridWork[]): GridRow[] {
  const byWork = groupBy(entries, workKey);
  const works = new Map(wished.map((work) => [work.key, work]));
  const nameOf = ({ ticket, client, service }: GridWork) => `${ticket?.title ?? client?.name ?? ''} ${service.name}`;
  const others = [...byWork]
    .flatMap(([key, [first]]) => (first && !works.has(key) ? [workOf(first)] : []))
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  return [...works.values(), ...others].map((work) => {
    const own = byWork.get(work.key) ?? [];
    const cells = new Map([...groupBy(own, ({ workDate }) => workDate)].map(([day, some]) => [day, cellOf(some)]));
    return { ...work, cells, minutes: own.reduce((sum, { minutes }) => sum + minutes, 0) };
  });
}

const cellOf = (entries: readonly TimeEntryCard[]): GridCell => ({
  entries,
  minutes: entries.reduce((sum, { minutes }) => sum + minutes, 0),
  isFixed: entries.length > 1 || !entries[0]?.abilities.includes('update'),
});
