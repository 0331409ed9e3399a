import { addDiscount, changeLine, createContract, createMeter, recordUsage, setQuantity } from '@kelp/contracts';
import { addMonthsClamped, formatMoney } from '@kelp/std';
import { testHouse, type TestHouse } from '@kelp/testing';
import { createCreditNote, getInvoice, readAging, recordPayment } from './contract';
import { billingModule } from './module';
import { ledgerOf } from './testing/billed';
import { billableClient, openMonthEnd, work, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
let client: string;
beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
  client = await billableClient(test, scene.fin, 'Bluefin');
});

interface Month {
  /** Minutes of each visit by the hour. */
  remote?: number[];
  /** Minutes out of the retainer. */
  onsite?: number;
  gigabytes?: string;
}

/** What happens in each month of the year that is billed, from November 2025 on. */
const year: Record<string, Month> = {
  '2025-11': { remote: [130], onsite: 500, gigabytes: '80' },
  '2025-12': {},
  '2026-01': { remote: [40, 5], onsite: 900, gigabytes: '240' },
  '2026-02': { onsite: 1000, gigabytes: '100' },
  '2026-03': { remote: [61], onsite: 600 },
  '2026-04': { remote: [15, 15, 15], gigabytes: '100.5' },
  '2026-05': { onsite: 1200 },
  '2026-06': { remote: [480] },
  '2026-07': { onsite: 1201, gigabytes: '1000' },
  '2026-08': {},
  '2026-09': { remote: [1], gigabytes: '1' },
  '2026-10': { remote: [59, 61], onsite: 600, gigabytes: '99' },
};

/** The contract of the year: a server, work by the hour, workstations, a retainer that carries hours on, storage by steps. */
async function agree() {
  const { fin, server, remote, onsite } = scene;
  const meter = await test.as(fin, createMeter, { name: 'Storage', unit: 'GB', aggregate: 'sum', serviceId: server });
  const tiers = [
    { upTo: '100', unitPrice: '20' },
    { upTo: null, unitPrice: '12' },
  ];
  const lines = [
    { kind: 'fixed', serviceId: server, name: 'Server', price: '40000' },
    {
      kind: 'hourly',
      serviceId: remote,
      name: 'Remote',
      hourlyRate: '12000',
      minimumMinutes: 15,
      incrementMinutes: 15,
    },
    { kind: 'seats', serviceId: server, name: 'Workstation', price: '1890', quantity: '40' },
    {
      ...{
        kind: 'bucket',
        serviceId: server,
        name: 'Retainer',
        price: '100000',
        includedMinutes: 600,
        timing: 'arrears',
      },
      ...{ hourlyRate: '13000', rollover: 'carried_first', coveredServices: [{ serviceId: onsite }] },
    },
    { kind: 'usage', serviceId: server, name: 'Storage', meterId: meter.id, pricing: { kind: 'graduated', tiers } },
  ];
  const input = { clientId: client, name: 'All in', startsOn: '2025-11-01', lines };
  const { id, lineIds } = await test.as(fin, createContract, createContract.input.parse(input));
  const [serverLine = '', , seatLine = ''] = lineIds;
  return { contractId: id, serverLine, seatLine, meterId: meter.id };
}

async function live(month: string, { remote = [], onsite, gigabytes }: Month, meterId: string) {
  const on = `${month}-12`;
  for (const minutes of remote) await work(test, scene, minutes, { clientId: client, on });
  if (onsite) await work(test, scene, onsite, { clientId: client, on, serviceId: scene.onsite });
  if (!gigabytes) return;
  const rows = [{ client, eventId: month, on, quantity: gigabytes }];
  await test.as(scene.fin, recordUsage, recordUsage.input.parse({ id: meterId, source: 'api', rows }));
}

/** Worked out by hand: the lines after discounts, the total with tax, and what the client owes that day. */
const expected = [
  // 2:10 h count as 2:15; 80 GB at 0.20. 10 % tax on all of it, every month.
  '2025-11 INV-0001 | Server 400.00 + Remote 270.00 + Workstation 756.00 + Retainer 1,000.00 + Storage 16.00 | 2,686.20 | owed 2,686.20',
  '2025-12 INV-0002 | Server 400.00 + Workstation 756.00 + Retainer 1,000.00 | 2,371.60 | owed 2,371.60',
  // 40 and 5 minutes are 45 and 15; 100 GB at 0.20 and 140 at 0.12. 15 hours of the retainer: ten were carried on from December.
  '2026-01 INV-0003 | Server 400.00 + Remote 120.00 + Workstation 756.00 + Retainer 1,000.00 + Storage 36.80 | 2,544.08 | owed 2,544.08',
  // 40 workstations for 14 days and 45 for 14; of 16:40 h five were carried on, ten are of the month, 1:40 h are beyond.
  '2026-02 INV-0004 | Server 400.00 + Workstation 803.25 + Retainer 1,000.00 + Retainer: beyond the hours 216.67 + Storage 20.00 | 2,683.91 | owed 2,683.91',
  // 5 % off 2,400.50: 120.03, shared by amount.
  '2026-03 INV-0005 | Server 380.00 + Remote 142.50 + Workstation 807.97 + Retainer 950.00 | 2,508.52 | owed 2,508.52',
  '2026-04 INV-0006 | Server 380.00 + Remote 85.50 + Workstation 807.97 + Retainer 950.00 + Storage 19.06 | 2,466.78 | owed 2,466.78',
  // Ten hours of April carried on and ten of May. Half of April is paid.
  '2026-05 INV-0007 | Server 380.00 + Workstation 807.97 + Retainer 950.00 | 2,351.77 | owed 3,585.16',
  '2026-06 INV-0008 | Server 400.00 + Remote 960.00 + Workstation 850.50 + Retainer 1,000.00 | 3,531.55 | owed 4,764.94',
  // The server costs 20.00 more; one minute beyond twenty hours. 50.00 and its tax are credited.
  '2026-07 INV-0009 | Server 420.00 + Workstation 850.50 + Retainer 1,000.00 + Retainer: beyond the hours 2.17 + Storage 128.00 | 2,640.74 | owed 3,819.13',
  // July is paid as it was billed: the 55.00 that were credited pay for April.
  '2026-08 INV-0010 | Server 420.00 + Workstation 850.50 + Retainer 1,000.00 | 2,497.55 | owed 3,675.94',
  '2026-09 INV-0011 | Server 420.00 + Remote 30.00 + Workstation 850.50 + Retainer 1,000.00 + Storage 0.20 | 2,530.77 | owed 3,709.16',
  '2026-10 INV-0012 | Server 420.00 + Remote 270.00 + Workstation 850.50 + Retainer 1,000.00 + Storage 19.80 | 2,816.33 | owed 3,994.72',
];

const money = (minor: bigint) => formatMoney(minor, 'USD', 'en-US').replace('$', '');

it('bills a year of everything month by month, as a person with a ledger would', async () => {
  const { contractId, serverLine, seatLine, meterId } = await agree();
  const { fin } = scene;
  await test.as(fin, setQuantity, setQuantity.input.parse({ lineId: seatLine, from: '2026-02-15', quantity: '45' }));
  const ledger: string[] = [];
  let before: bigint | null = null;
  for (const [month, happened] of Object.entries(year)) {
    const cutOff = addMonthsClamped(`${month}-01`, 1);
    const at = new Date(`${cutOff}T15:00:00Z`);
    const now = { ...fin, at };
    if (month === '2026-03') {
      const discount = { name: 'Spring', reduction: { kind: 'percent', percent: '5' } };
      const dates = { validFrom: '2026-03-01', validTo: '2026-06-01' };
      await test.as(
        fin,
        addDiscount,
        addDiscount.input.parse({ ...discount, ...dates, target: { kind: 'contract', id: contractId } }),
      );
    }
    if (month === '2026-07')
      await test.as(
        fin,
        changeLine,
        changeLine.input.parse({ lineId: serverLine, from: '2026-07-01', price: '42000' }),
      );
    await live(month, happened, meterId);
    const id = (await ledgerOf(test, scene, client, at.toISOString()).bill(cutOff)) ?? '';
    const { lines, total, number } = await test.as(fin, getInvoice, { id });
    // The invoice of the month before is paid, that of April by half; of July's, 50.00 for the server are credited.
    if (before !== null) {
      const amount = month === '2026-05' ? before / 2n : before;
      await test.as(
        now,
        recordPayment,
        recordPayment.input.parse({ clientId: client, amount: String(amount), currency: 'USD' }),
      );
    }
    if (month === '2026-07') {
      const position = lines.find(({ description }) => description === 'Server')?.position ?? 0;
      await test.as(
        now,
        createCreditNote,
        createCreditNote.input.parse({ id, reason: 'Down for a day', lines: [{ position, amount: '5000' }] }),
      );
    }
    const owed = (await test.as(now, readAging, { on: cutOff, clientId: client })).totals[0]?.total ?? 0n;
    before = total;
    const parts = lines.filter(({ net }) => net !== 0n).map(({ description, net }) => `${description} ${money(net)}`);
    ledger.push(`${month} ${number} | ${parts.join(' + ')} | ${money(total)} | owed ${money(owed)}`);
  }
  expect(ledger).toEqual(expected);
  // The year is billed: nothing is left of it, and the books hold.
  expect(await ledgerOf(test, scene, client).rows('2026-11-01')).toEqual([]);
  expect(await ledgerOf(test, scene, client).violations()).toEqual([]);
}, 120_000);
