import { interactions } from '@kelp/clients';
import { defineAction } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { makeTimeOfInteraction } from '../contract';
import { timeEntries } from '../tables';
import { writeEntry } from '../write-entry';

/** Logs the caller's time for an interaction: on its ticket when it has one, for its client otherwise. Once for each. */
export const makeTimeOfInteractionAction = defineAction(makeTimeOfInteraction, {
  permission: 'time_entry.create',
  run: async (ctx, { interactionId, minutes: given, ...billing }) => {
    ctx.require('interaction.read');
    const one = await ctx.db.lock(interactions, interactionId);
    if (await ctx.db.find(timeEntries, { interactionId }))
      throw refused('interaction.has_time', 'The time of this is logged already. Change that entry instead.');
    const minutes = given ?? one.durationMinutes;
    if (!minutes) throw invalid('It is not known how long this took.', { minutes: 'Give the minutes.' });
    const { entry, warnings } = await writeEntry(ctx, {
      ...billing,
      ...(one.ticketId ? { ticketId: one.ticketId } : { clientId: one.clientId }),
      interactionId,
      startedAt: one.startAt,
      minutes,
      notes: one.title,
      submit: false,
    });
    ctx.touch('interaction');
    return { id: entry.id, minutes: entry.minutes, warnings };
  },
});
