import type { z } from '@kelp/kernel';
import type { taxGroup } from '../contract/shapes';

type Group = z.output<typeof taxGroup>;
type Known = Pick<Group, 'category' | 'place' | 'ratePpm' | 'reason' | 'base' | 'tax'>;
type Detail = Partial<Pick<Group, 'name' | 'component' | 'code' | 'reasonCode' | 'evidence'>>;

const orderOf = ({ category, place, component, ratePpm }: Group): string =>
  [category, place, component, String(ratePpm).padStart(8, '0')].join('\u0000');

/**
 * Taxes as screens and papers show them, in a fixed order: a place before what lies in it. Documents from before engine 5 know less of
 * theirs.
 */
export const shownTaxes = (taxes: readonly (Known & Detail)[]): Group[] =>
  taxes
    .map(({ category, place, ratePpm, reason, base, tax, name, component, code, reasonCode, evidence }) => ({
      ...{ category, place, ratePpm, reason, base, tax },
      name: name || category,
      component: component ?? '',
      code: code ?? '',
      reasonCode: reasonCode ?? '',
      evidence: evidence ?? '',
    }))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
