import {
  addDeposit,
  addDiscount,
  changeLine,
  completeMilestone,
  createContract,
  endLine,
  getContract,
  removeDeposit,
  setMilestones,
} from '@kelp/contracts';
import { sql } from '@kelp/platform/db';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import { createCreditNote, deleteDraft, listInvoices, startBillingRun } from '../contract';
import { billingModule } from '../module';
import { ledgerOf } from '../testing/billed';
import { billableClient, openMonthEnd, work, type MonthEnd } from '../testing/month-end';

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

const ledger = () => ledgerOf(test, scene, client);
const worked = (minutes: number, on: string, more: object = {}) =>
  work(test, scene, minutes, { clientId: client, on, ...more });

/** A contract from 1 July 2026, by month, with one project. */
async function project(line: object): Promise<{ id: string; line: string }> {
  const lines = [{ kind: 'project', serviceId: scene.remote, name: 'Office move', ...line }];
  const input = { clientId: client, name: 'Projects', startsOn: '2026-07-01', lines };
  const { id, lineIds } = await test.as(scene.fin, createContract, createContract.input.parse(input));
  return { id, line: lineIds[0] ?? '' };
}
const percent = (name: string, text: string) => ({ name, share: { kind: 'percent', percent: text } });
const fixedPrice = (more: object = {}) =>
  project({
    billing: 'milestones',
    price: '1000000',
    milestones: [
      percent('Plan', '30'),
      { name: 'Cabling', share: { kind: 'amount', amount: '250000' }, plannedOn: '2026-08-10' },
      { name: 'Handover', share: { kind: 'rest' } },
    ],
    ...more,
  });
const byTheHour = (more: object = {}) =>
  project({ billing: 'hourly', price: '100000', isCapped: true, hourlyRate: '12000', ...more });

const card = async (id: string) => {
  const { lines, sentences } = await test.as(scene.fin, getContract, { id });
  const [line] = lines;
  if (!line?.project) throw new Error('The contract has a project.');
  return { line, project: line.project, sentence: sentences[1] };
};
const complete = async (id: string, at: number, completedOn: string | null) => {
  const milestone = (await card(id)).project.milestones[at];
  return test.as(scene.fin, completeMilestone, { id: milestone?.id ?? '', completedOn });
};

describe('milestones', () => {
  it('are billed once from the day on which they are completed, and the last takes what is left', async () => {
    const { id } = await fixedPrice();
    expect(await ledger().rows('2026-08-01')).toEqual([]);
    await complete(id, 0, '2026-07-20');
    expect(await ledger().rows('2026-07-19')).toEqual([]);
    const [line] = await ledger().preview('2026-07-20');
    expect(line).toMatchObject({ description: 'Office move: Plan', net: 300000n });
    expect(line?.explanation.steps).toEqual(['Completed on 2026-07-20', '30 % of 10000.00 USD = 3000.00 USD']);
    await ledger().bill('2026-08-01');
    await complete(id, 1, '2026-08-12');
    await complete(id, 2, '2026-08-30');
    expect(await ledger().rows('2026-09-01')).toEqual([
      ['Office move: Cabling', '1', 250000n],
      ['Office move: Handover', '1', 450000n],
    ]);
    await ledger().bill('2026-09-01');
    expect(await ledger().rows('2026-12-01')).toEqual([]);
    expect(await ledger().violations()).toEqual([]);
  });

  it('says in plain sentences what is agreed and what nobody has', async () => {
    const { id, line } = await fixedPrice({ plannedMinutes: 4800 });
    const [first] = (await card(id)).project.milestones;
    const kept = { id: first?.id ?? '', ...percent('Plan', '30'), plannedOn: null };
    const { unallocated } = await test.as(
      scene.fin,
      setMilestones,
      setMilestones.input.parse({ lineId: line, milestones: [kept] }),
    );
    expect(unallocated).toBe(700000n);
    await complete(id, 0, '2026-07-20');
    const { sentence, project: shown } = await card(id);
    expect(shown.unallocated).toBe(700000n);
    expect(sentence).toBe(
      'Office move: 10000.00 USD for the whole project. Each milestone is billed from the day on which it is completed: ' +
        'Plan (30 % = $3,000.00, completed Jul 20, 2026). $7,000.00 of the price belong to no milestone yet. Time on it costs nothing more. Planned to take 80 hours.',
    );
  });

  it('are refused beyond the price, after the rest, changed once billed, or completed in the future', async () => {
    await expect(fixedPrice({ price: '300000' })).rejects.toMatchObject({
      message: expect.stringContaining('$400.00 more'),
    });
    const rest = { name: 'Rest', share: { kind: 'rest' } };
    await expect(fixedPrice({ milestones: [rest, percent('Plan', '10')] })).rejects.toMatchObject({ id: 'invalid' });
    const { id, line } = await fixedPrice();
    await expect(complete(id, 0, '2026-11-20')).rejects.toMatchObject({ id: 'invalid' });
    await complete(id, 0, '2026-07-20');
    await ledger().bill('2026-08-01');
    await expect(complete(id, 0, null)).rejects.toMatchObject({ id: 'project.billed' });
    await expect(test.as(scene.fin, setMilestones, { lineId: line, milestones: [] })).rejects.toMatchObject({
      message: expect.stringContaining('Plan is on invoice INV-'),
    });
    const price = { lineId: line, from: '2026-09-01', price: '400000', note: '' };
    await expect(test.as(scene.fin, changeLine, price)).rejects.toMatchObject({ id: 'invalid' });
  });

  it('are free again with a void invoice or a whole credit note, and never charged twice', async () => {
    const { id } = await fixedPrice();
    await complete(id, 0, '2026-07-20');
    const wrong = await ledger().bill('2026-08-01');
    await ledger().undo(wrong ?? '');
    expect(await ledger().rows('2026-08-01')).toEqual([['Office move: Plan', '1', 300000n]]);
    const billed = await ledger().bill('2026-08-01');
    const note = await test.as(scene.fin, createCreditNote, {
      id: billed ?? '',
      reason: 'Not accepted',
      lines: [{ position: 1 }],
    });
    expect(await ledger().rows('2026-08-01')).toEqual([['Office move: Plan', '1', 300000n]]);
    await ledger().bill('2026-08-01');
    expect(await ledger().rows('2026-08-01')).toEqual([]);
    await expect(ledger().undo(note.id)).rejects.toMatchObject({ id: 'project.billed_again' });
    expect(await ledger().violations()).toEqual([]);
  });

  it('include time on them for nothing', async () => {
    const { id } = await fixedPrice({ includedServiceIds: [scene.onsite] });
    await worked(90, '2026-07-10', { serviceId: scene.onsite });
    await complete(id, 0, '2026-07-20');
    expect(await ledger().rows('2026-08-01')).toEqual([
      ['Office move', '90', 0n],
      ['Office move: Plan', '1', 300000n],
    ]);
  });
});

describe('work by the hour', () => {
  it('never costs more than its most amount; what is beyond is shown and taken off', async () => {
    const { id, line } = await byTheHour();
    await worked(300, '2026-07-10');
    await ledger().bill('2026-08-01');
    await worked(360, '2026-08-10');
    const lines = await ledger().preview('2026-09-01');
    expect(lines.map(({ kind, description, net }) => [kind, description, net])).toEqual([
      ['over_cap', 'Office move: beyond the most amount', -32000n],
      ['time', 'Office move', 72000n],
    ]);
    expect(lines[0]?.explanation.steps).toEqual([
      'The work of this project costs 1000.00 USD at most; other invoices charge 600.00 USD of it',
      'Work of 720.00 USD on this invoice, of which 400.00 USD still fit',
      '320.00 USD of Office move are beyond it and taken off',
    ]);
    await test.as(scene.fin, changeLine, { lineId: line, from: '2026-08-01', price: '120000', note: '' });
    expect((await ledger().rows('2026-09-01'))[0]).toEqual(['Office move: beyond the most amount', '-1', -12000n]);
    await ledger().bill('2026-09-01');
    expect((await card(id)).project.charged).toBe(120000n);
    expect(await ledger().violations()).toEqual([]);
  });

  it('tells once when 80 and 100 % of the budget are used', async () => {
    await byTheHour({ isCapped: false, plannedMinutes: 600 });
    const told = async () => {
      await settle(test);
      const rows = await test.rows<{ payload: { measure: string; percent: number; used: string } }>(
        scene.tenant,
        sql`select payload from outbox where tenant_id = ${scene.tenant} and type = 'project.budget_reached' order by id`,
      );
      return rows.map(({ payload: { measure, percent: level, used } }) => [measure, level, used]);
    };
    await worked(390, '2026-10-10', { state: 'draft' });
    expect(await told()).toEqual([]);
    await worked(30, '2026-10-12');
    expect(await told()).toEqual([['money', 80, '84000']]);
    await worked(180, '2026-10-13');
    await told();
    await worked(60, '2026-10-14');
    expect(await told()).toEqual([
      ['money', 80, '84000'],
      ['money', 100, '120000'],
      ['time', 100, '600'],
    ]);
  });
});

describe('deposits', () => {
  const deposits = [{ amount: '400000', dueOn: '2026-07-02' }];

  it('are billed ahead and come off the invoice that completes the project, with their tax', async () => {
    const { id } = await fixedPrice({ deposits });
    const ahead = await ledger().bill('2026-07-02');
    expect(await ledger().rows('2026-08-01')).toEqual([]);
    await complete(id, 0, '2026-07-20');
    await complete(id, 1, '2026-07-21');
    await ledger().bill('2026-08-01');
    await complete(id, 2, '2026-08-20');
    const last = await ledger().bill('2026-09-01');
    const rows = await test.rows<{ kind: string; net: bigint; tax: bigint }>(
      scene.tenant,
      sql`select kind, net, tax from invoice_lines where tenant_id = ${scene.tenant} and invoice_id = ${last} order by position`,
    );
    expect(rows).toEqual([
      { kind: 'milestone', net: 450000n, tax: 45000n },
      { kind: 'deposit_used', net: -400000n, tax: -40000n },
    ]);
    expect((await card(id)).project.deposits).toMatchObject([{ amount: 400000n, deducted: 400000n }]);
    await expect(ledger().undo(ahead ?? '')).rejects.toMatchObject({ id: 'project.deposit_used' });
    const credit = { id: ahead ?? '', reason: 'Given back', lines: [{ position: 1 }] };
    await expect(test.as(scene.fin, createCreditNote, credit)).rejects.toMatchObject({ id: 'project.deposit_used' });
    await ledger().undo(last ?? '');
    expect((await ledger().rows('2026-09-01')).length).toBe(2);
    expect(await ledger().violations()).toEqual([]);
  });

  it('never make an invoice negative: what is more than it charges stays, and discounts leave them alone', async () => {
    const { id, line } = await byTheHour({ isCapped: false, deposits });
    await test.as(
      scene.fin,
      addDiscount,
      addDiscount.input.parse({
        ...{ target: { kind: 'client', id: client }, name: 'Partner', reduction: { kind: 'percent', percent: '10' } },
        ...{ currency: 'USD', validFrom: '2026-01-01', level: 'document' },
      }),
    );
    expect(await ledger().rows('2026-07-02')).toEqual([['Office move: deposit', '1', 400000n]]);
    await ledger().bill('2026-07-02');
    await worked(600, '2026-07-10');
    await test.as(scene.fin, endLine, { lineId: line, endsOn: '2026-07-20' });
    expect(await ledger().rows('2026-08-01')).toEqual([
      ['Office move', '600', 108000n],
      ['Office move: deposit of INV-0001', '-1', -108000n],
    ]);
    await ledger().bill('2026-08-01');
    expect((await card(id)).project.deposits).toMatchObject([{ amount: 400000n, deducted: 108000n }]);
    expect(await ledger().violations()).toEqual([]);
  });

  it('are taken back while no invoice holds them', async () => {
    const { line } = await fixedPrice();
    const { id } = await test.as(scene.fin, addDeposit, {
      lineId: line,
      amount: '5000',
      dueOn: '2026-07-05',
      note: '',
    });
    await test.as(scene.fin, startBillingRun, { cutOff: '2026-07-05', clientIds: [client] });
    await settle(test);
    await expect(test.as(scene.fin, removeDeposit, { id })).rejects.toMatchObject({
      message: 'The deposit of $50.00 is on a draft invoice. Delete the draft first.',
    });
    const { rows } = await test.as(scene.fin, listInvoices, { state: 'draft', clientId: client, limit: 10 });
    await test.as(scene.fin, deleteDraft, { id: rows[0]?.id ?? '' });
    await test.as(scene.fin, removeDeposit, { id });
    expect(await ledger().rows('2026-07-05')).toEqual([]);
  });
});
