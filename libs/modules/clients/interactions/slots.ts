import { defineServerSlot } from '@kelp/kernel';

export interface TicketFacts {
  id: string;
  number: string;
  title: string;
  clientId: string | null;
  contactId: string | null;
}

/** The tickets behind these ids, of those the reader may see: tickets live above this room. */
export const ticketsNamed = defineServerSlot<{ ids: readonly string[] }, TicketFacts[]>('interaction.tickets', (all) =>
  all.flat(),
);

/** Minutes that were logged for these interactions, for those who may see time. */
export const interactionTime = defineServerSlot<
  { ids: readonly string[] },
  { interactionId: string; minutes: number }[]
>('interaction.time', (all) => all.flat());
