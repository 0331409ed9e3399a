import { standardId, type StandardType } from '@kelp/standards';
import {
  libraryBoards,
  shippedBoards,
  shippedPriorities,
  shippedResolutionCodes,
  shippedStatuses,
  shippedTypes,
} from './reference-data';
import { shippedCategories } from './shipped-categories';

const named = <T extends { name: string }>(kind: string, all: readonly T[]) =>
  all.map((one) => ({ ...one, id: standardId(kind, one.name) }));

/** The libraries of this room's lists. What a new workspace is shipped with is taken from the same data. */
export const boardTypes = named('board', [...shippedBoards, ...libraryBoards]);
export const statusTypes = named('status', shippedStatuses);
export const priorityTypes = named('priority', shippedPriorities);
export const ticketTypeTypes = named(
  'ticket type',
  shippedTypes.map((name) => ({ name })),
);
export const resolutionCodeTypes = named(
  'resolution code',
  shippedResolutionCodes.map((name) => ({ name })),
);

const categoriesOf = (pack: keyof typeof shippedCategories): StandardType[] =>
  Object.entries(shippedCategories[pack]).flatMap(([name, children]) => {
    const id = standardId('category', pack, name);
    const below = children.map((child) => ({
      ...{ id: standardId('category', pack, name, child), name: child },
      ...{ parentId: id, pack },
    }));
    return [{ id, name, pack }, ...below];
  });
export const categoryTypes: Readonly<Record<keyof typeof shippedCategories, readonly StandardType[]>> = {
  msp: categoriesOf('msp'),
  itil: categoriesOf('itil'),
};
