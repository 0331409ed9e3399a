import type { ContractCard } from '@kelp/contracts/contract';
import { parsePrice } from '@kelp/std';
import type { SimulatedChange } from '../contract';

/** What is typed about a line; empty: as it is. */
export interface LineDraft {
  price: string;
  quantity: string;
  increment: string;
  /** Minutes. */
  included: string;
  endsOn: string;
}
export const emptyLine: LineDraft = { price: '', quantity: '', increment: '', included: '', endsOn: '' };

export interface AddedLine {
  serviceId: string | null;
  lineKind: 'fixed' | 'seats' | 'minimum';
  price: string;
  quantity: string;
}

type Contract = Pick<ContractCard, 'id' | 'currency' | 'lines'>;

function termsOf(line: Contract['lines'][number], draft: LineDraft, currency: string): SimulatedChange[] {
  const price = draft.price.trim() ? parsePrice(draft.price, currency) : null;
  const isWork = line.kind === 'hourly' || line.kind === 'prepaid' || line.project?.billing === 'hourly';
  const priced = () => {
    if (price === null) return {};
    if (line.kind === 'usage')
      return { pricing: { kind: 'unit' as const, unitPrice: price, included: '0', minimum: '0' } };
    return isWork ? { hourlyRate: price } : { price };
  };
  const patch = {
    ...priced(),
    ...(draft.quantity.trim() ? { quantity: draft.quantity.trim() } : {}),
    ...(draft.increment.trim() ? { incrementMinutes: Number(draft.increment) } : {}),
    ...(draft.included.trim() ? { includedMinutes: Number(draft.included) } : {}),
  };
  return Object.keys(patch).length === 0 ? [] : [{ kind: 'line_terms', lineId: line.id, ...patch }];
}

/** What was typed, as changes; throws `invalid` for a price that is none. */
export function changesOf(contract: Contract, drafts: Record<string, LineDraft>, added: AddedLine): SimulatedChange[] {
  const { currency, lines } = contract;
  return [
    ...lines.flatMap((line): SimulatedChange[] => {
      const draft = drafts[line.id];
      if (!draft) return [];
      const end = draft.endsOn ? [{ kind: 'line_end' as const, lineId: line.id, on: draft.endsOn }] : [];
      return [...termsOf(line, draft, currency), ...end];
    }),
    ...(added.serviceId
      ? [
          {
            ...{
              kind: 'line_add' as const,
              contractId: contract.id,
              lineKind: added.lineKind,
              serviceId: added.serviceId,
            },
            ...{ price: parsePrice(added.price, currency), quantity: added.quantity.trim() || '1' },
          },
        ]
      : []),
  ];
}
