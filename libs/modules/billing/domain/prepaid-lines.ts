import { addDays, groupBy, rangeContains, roundHalfAway, roundQuotient, toDecimal } from '@kelp/std';
import { drawLots, type LotUse, type PrepaidLot } from '@kelp/std/pricing';
import { billedMinutesByEntry, clockText } from '@kelp/time';
import type { DueContractLine, HourlyTerms, LotPurchase, TimeEntryRow } from './invoice-input';
import type { ChargeLine } from './invoice-result';
import { amountText, priceText } from './price-text';
import { outsideTerms, timeEvidence, type RateBook, type TimeCharges } from './time-lines';

type PrepaidLine = Extract<DueContractLine, { kind: 'prepaid' }>;

/** A block that was bought: billed once, with the hours it holds. */
function purchaseLine(line: PrepaidLine, lot: LotPurchase): ChargeLine {
  const gross = roundHalfAway(lot.price);
  const until = lot.expiresOn ? `, to be used before ${lot.expiresOn}` : '';
  return {
    kind: 'prepaid',
    contractLineId: line.id,
    serviceId: line.serviceId,
    description: `${line.name}: ${clockText(lot.minutes)} h`,
    quantity: '1',
    unit: 'piece',
    unitPrice: lot.price,
    priceBase: 1,
    gross,
    servicePeriod: { start: lot.boughtOn, end: addDays(lot.boughtOn, 1) },
    taxCategory: line.taxCategory,
    claims: [{ kind: 'prepaid_lot', id: lot.id, slice: 'whole' }],
    explanation: {
      rule: 'prepaid.block',
      version: null,
      inputs: { price: priceText(lot.price, line.currency), bought: lot.boughtOn },
      steps: [`${clockText(lot.minutes)} h bought on ${lot.boughtOn}${until} = ${amountText(gross, line.currency)}`],
      evidence: [{ kind: 'contract_line', id: line.id }],
    },
  };
}

interface DrawnGroup {
  entries: TimeEntryRow[];
  terms: HourlyTerms;
  uses: LotUse[];
  rest: { entryId: string; minutes: number }[];
  left: number;
}

const minutesOf = (rows: readonly { minutes: number }[]): number => rows.reduce((sum, { minutes }) => sum + minutes, 0);

/** The line that holds the work which blocks paid for, with what they hold now. */
function usedLine(line: PrepaidLine, { entries, terms, uses, left }: DrawnGroup): ChargeLine[] {
  const [first] = entries;
  if (!first || uses.length === 0) return [];
  const used = minutesOf(uses);
  const paid = new Set(uses.map(({ entryId }) => entryId));
  const held = entries.filter(({ id }) => paid.has(id));
  const lots = groupBy(uses, ({ lotId }) => lotId);
  return [
    {
      kind: 'prepaid_hours',
      contractLineId: line.id,
      serviceId: line.serviceId,
      description: `${line.name}: prepaid hours used`,
      quantity: String(used),
      unit: 'minute',
      unitPrice: '0',
      priceBase: 60,
      gross: 0n,
      servicePeriod: first.period,
      taxCategory: line.taxCategory,
      claims: held.map(({ id }) => ({ kind: 'time_entry', id, slice: 'whole' })),
      lotUses: uses,
      explanation: {
        rule: 'prepaid.soonest_expiry_first',
        version: String(terms.version.number),
        inputs: { billed: clockText(used), left: clockText(left) },
        steps: [
          ...[...lots].map(([lotId, own]) => {
            const lot = line.lots.find(({ id }) => id === lotId);
            return `${clockText(minutesOf(own))} h of the block bought on ${lot?.boughtOn ?? ''}${lot?.expiresOn ? `, which expires on ${lot.expiresOn}` : ''}`;
          }),
          `Remaining: ${clockText(left)} h`,
        ],
        evidence: [...timeEvidence(held), { kind: 'contract_line', id: line.id }],
      },
    },
  ];
}

/** What no block had left, at the rate of the line, one line a service. */
function restLines(line: PrepaidLine, group: DrawnGroup, book: RateBook): ChargeLine[] {
  const { entries, terms, uses, rest } = group;
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  const paid = new Set(uses.map(({ entryId }) => entryId));
  const rate = terms.rate ?? '0';
  const price = priceText(rate, line.currency);
  return [...groupBy(rest, ({ entryId }) => entryOf.get(entryId)?.serviceId ?? '')].map(
    ([serviceId, rows]): ChargeLine => {
      const own = rows.flatMap(({ entryId }) => entryOf.get(entryId) ?? []);
      const minutes = minutesOf(rows);
      const gross = roundQuotient(toDecimal(rate).times(minutes), 60n);
      const service = book.services.get(serviceId);
      return {
        kind: 'time',
        contractLineId: line.id,
        serviceId,
        description: service?.name ?? line.name,
        quantity: String(minutes),
        unit: 'minute',
        unitPrice: rate,
        priceBase: 60,
        gross,
        servicePeriod: own[0]?.period ?? { start: '', end: '' },
        taxCategory: service?.taxCategory ?? line.taxCategory,
        claims: own.map(({ id }) => ({ kind: 'time_entry', id, slice: paid.has(id) ? 'rest' : 'whole' })),
        explanation: {
          rule: 'prepaid.used_up',
          version: String(terms.version.number),
          inputs: { rate: price, billed: clockText(minutes) },
          steps: [
            'No prepaid block has hours left for this work',
            `${clockText(minutes)} h × ${price} an hour = ${amountText(gross, line.currency)}`,
          ],
          evidence: [...timeEvidence(own), { kind: 'contract_version', id: terms.version.id }],
        },
      };
    },
  );
}

/** Work on prepaid hours, period by period: blocks first, the rest by the hour; and the blocks that were bought. */
export function prepaidLines(line: PrepaidLine, entries: readonly TimeEntryRow[], book: RateBook): TimeCharges {
  const charges: TimeCharges = { lines: line.purchases.map((lot) => purchaseLine(line, lot)), blockers: [] };
  const termsOf = (entry: TimeEntryRow) => line.terms.findIndex(({ valid }) => rangeContains(valid, entry.workDate));
  const groups = groupBy(entries, (entry) => `${entry.period.start} ${entry.period.end} ${termsOf(entry)}`);
  let lots: PrepaidLot[] = line.lots;
  for (const own of [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)) {
    const terms = own[0] && line.terms[termsOf(own[0])];
    if (!terms) {
      charges.blockers.push(outsideTerms(line.name, own));
      continue;
    }
    const billed = billedMinutesByEntry(own, terms.minutes);
    const asked = own.map(({ id, workDate }) => ({ id, workDate, minutes: billed.get(id) ?? 0 }));
    const drawn = drawLots(lots, asked);
    lots = drawn.lots;
    const group = {
      entries: own,
      terms,
      uses: drawn.uses,
      rest: drawn.rest,
      left: lots.reduce((sum, lot) => sum + lot.left, 0),
    };
    charges.lines.push(...usedLine(line, group), ...restLines(line, group, book));
  }
  return charges;
}
