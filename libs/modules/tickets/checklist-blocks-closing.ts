import { fillServerSlot } from '@kelp/kernel';
import { ticketCloseBlockers } from './close-rules';
import { openRequiredItems } from './put-checklist';

/** Required items that nobody has done, where the board asks for its checklists before closing. */
export const checklistBlocksClosing = fillServerSlot(ticketCloseBlockers, async (ctx, { ticket, rules }) => {
  if (!rules.needsChecklist) return [];
  const open = await openRequiredItems(ctx, ticket.id);
  return open.map(({ id, label }) => ({ key: `checklist.${id}`, text: `Do the checklist item “${label}”.` }));
});
