import type { LocalDate } from '../dates';

/** A block of prepaid minutes with what is left of it. */
export interface PrepaidLot {
  id: string;
  boughtOn: LocalDate;
  /** The first day on which it cannot be used; null = never. */
  expiresOn: LocalDate | null;
  left: number;
}

export interface PrepaidEntry {
  id: string;
  workDate: LocalDate;
  minutes: number;
}

export interface LotUse {
  lotId: string;
  entryId: string;
  minutes: number;
}

const never = '9999-12-31';

/** Soonest expiry first, then the oldest, then by id, so that the order never depends on how rows were read. */
export const lotOrder = (a: PrepaidLot, b: PrepaidLot): number => {
  const keyOf = ({ expiresOn, boughtOn, id }: PrepaidLot) => `${expiresOn ?? never} ${boughtOn} ${id}`;
  return keyOf(a) < keyOf(b) ? -1 : 1;
};

/** Whether work of this day may use the lot: bought by then and not expired; the day of expiry is too late. */
export const isUsable = ({ boughtOn, expiresOn }: PrepaidLot, workDate: LocalDate): boolean =>
  boughtOn <= workDate && (expiresOn === null || workDate < expiresOn);

/**
 * Takes the minutes of entries (in the order given) from the lots, each from several if need be. `rest` is what no lot had
 * left and the fallback rate pays; its order is that of the entries. The lots given are not changed.
 */
export function drawLots(
  lots: readonly PrepaidLot[],
  entries: readonly PrepaidEntry[],
): { uses: LotUse[]; rest: { entryId: string; minutes: number }[]; lots: PrepaidLot[] } {
  const open = [...lots].sort(lotOrder).map((lot) => ({ ...lot }));
  const uses: LotUse[] = [];
  const rest: { entryId: string; minutes: number }[] = [];
  for (const { id: entryId, workDate, minutes } of entries) {
    let wanted = minutes;
    for (const lot of open) {
      if (wanted === 0) break;
      if (lot.left === 0 || !isUsable(lot, workDate)) continue;
      const taken = Math.min(lot.left, wanted);
      uses.push({ lotId: lot.id, entryId, minutes: taken });
      lot.left -= taken;
      wanted -= taken;
    }
    if (wanted > 0) rest.push({ entryId, minutes: wanted });
  }
  return { uses, rest, lots: open };
}

/** The lots after what entries had used is given back to the very lots it came from. */
export const returnUses = (lots: readonly PrepaidLot[], uses: readonly LotUse[]): PrepaidLot[] =>
  lots.map((lot) => ({
    ...lot,
    left: uses.filter(({ lotId }) => lotId === lot.id).reduce((left, { minutes }) => left + minutes, lot.left),
  }));
