import {
  createInteractionTypeAction,
  listInteractionTypesQuery,
  removeInteractionTypeAction,
  reorderInteractionTypesAction,
  updateInteractionTypeAction,
} from './interaction-types';
import { getInteractionQuery, listInteractionsQuery } from './list-interactions';
import {
  createInteractionAction,
  deleteInteractionAction,
  logInteractionAction,
  updateInteractionAction,
} from './write-interaction';

/** Calls, visits, meetings: everything the room offers of them. */
export const interactionParts = {
  actions: [
    createInteractionAction,
    logInteractionAction,
    updateInteractionAction,
    deleteInteractionAction,
    createInteractionTypeAction,
    updateInteractionTypeAction,
    reorderInteractionTypesAction,
    removeInteractionTypeAction,
  ],
  queries: [listInteractionsQuery, getInteractionQuery, listInteractionTypesQuery],
};
