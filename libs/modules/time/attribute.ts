import type { ReadCtx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { payingLine, type PayingLine } from './slots';
import type { LineSource } from './tables';

/** What an entry keeps about the line that pays for it. */
export interface Attributed {
  contractLineId: string | null;
  lineSource: LineSource;
  lineReason: string;
  lineCandidates: string[];
  isLineChosen: boolean;
}

interface Subject {
  clientId: string | null;
  serviceId: string;
  workDate: string;
}

/** Asks which line pays. Without a client nobody does. */
export async function findPayingLine(ctx: ReadCtx, { clientId, serviceId, workDate }: Subject): Promise<PayingLine> {
  if (!clientId) return { kind: 'none', reason: 'There is no client to bill. Set one on the ticket.' };
  return ctx.askSlot(payingLine, { clientId, serviceId, workDate });
}

/**
 * The attribution to store with an entry. `chosen` is the line a person picked; it must be one of those that could pay, else invalid.
 * A kept earlier choice that no longer fits gives way to the fresh answer.
 */
export async function attribute(
  ctx: ReadCtx,
  subject: Subject,
  chosen: string | null,
  isKept = false,
): Promise<Attributed> {
  const answer = await findPayingLine(ctx, subject);
  const open = { contractLineId: null, lineCandidates: [], isLineChosen: false };
  if (chosen && !fits(answer, chosen) && !isKept) {
    throw invalid('This contract line cannot pay for this work.', {
      contractLineId: 'Choose one of the lines offered.',
    });
  }
  if (answer.kind === 'line') {
    return { ...open, contractLineId: answer.lineId, lineSource: 'line', lineReason: answer.reason };
  }
  if (answer.kind !== 'ambiguous') return { ...open, lineSource: answer.kind, lineReason: answer.reason };
  const lineCandidates = answer.candidates.map((line) => line.id);
  const picked = answer.candidates.find((line) => line.id === chosen);
  if (picked) {
    const lineReason = `${picked.name} was chosen among ${answer.candidates.length} lines that could pay.`;
    return { contractLineId: picked.id, lineSource: 'line', lineReason, lineCandidates, isLineChosen: true };
  }
  const names = answer.candidates.map((line) => line.name).join(', ');
  return { ...open, lineSource: 'ambiguous', lineReason: `Several lines could pay: ${names}.`, lineCandidates };
}

const fits = (answer: PayingLine, lineId: string): boolean =>
  (answer.kind === 'line' && answer.lineId === lineId) ||
  (answer.kind === 'ambiguous' && answer.candidates.some((line) => line.id === lineId));
