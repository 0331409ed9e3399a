import { saveRateRule } from '@kelp/contracts';
import { slaModule } from '@kelp/sla';
import { testHouse, type TestHouse } from '@kelp/testing';
import { probeRate } from '../contract';
import { billingModule } from '../module';
import { ledgerOf } from '../testing/billed';
import { billableClient, essentialContract, openMonthEnd, work, type MonthEnd } from '../testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
beforeAll(async () => {
  test = await testHouse(slaModule, billingModule);
  scene = await openMonthEnd(test);
});
afterAll(() => test.close());

it('bills work outside the business hours at the special rate, with the rule on the line', async () => {
  const effect = { kind: 'rate', rates: { USD: '18000' } };
  const rule = { contractId: scene.contractId, match: { isAfterHours: true }, effect, validFrom: '2026-10-01' };
  const { id } = await test.as(scene.fin, saveRateRule, saveRateRule.input.parse(rule));
  await work(test, scene, 60, { on: '2026-10-14' });
  // A Saturday.
  await work(test, scene, 60, { on: '2026-10-17' });
  const lines = await ledgerOf(test, scene, scene.acme).preview('2026-11-01');
  const time = lines.filter(({ kind }) => kind === 'time').map(({ net, explanation }) => [net, explanation.rule]);
  expect(time.sort()).toEqual([
    [12000n, 'time.rate_of_contract'],
    [18000n, 'time.rate_of_contract_rule'],
  ]);
  const special = lines.find(({ net }) => net === 18000n);
  expect(special?.explanation.evidence).toContainEqual({ kind: 'rate_rule', id });
});

it('splits work across the end of business hours there, unless its rule goes by the begin', async () => {
  const effect = { kind: 'multiplier', multiplier: '2' };
  const rule = { match: { isAfterHours: true }, effect, validFrom: '2026-10-01' };
  const beta = await billableClient(test, scene.fin, 'Beta');
  const { id: contractId } = await essentialContract(test, scene, beta);
  const late = await test.as(scene.fin, saveRateRule, saveRateRule.input.parse({ ...rule, contractId }));
  // From ten in the morning until six in the evening, and the desk closes at five.
  await work(test, scene, 480, { on: '2026-10-15', clientId: beta });
  const ledger = ledgerOf(test, scene, beta);
  const time = async () =>
    (await ledger.preview('2026-11-01'))
      .filter(({ kind }) => kind === 'time')
      .map(({ quantity, unitPrice, net }) => [quantity, unitPrice, net]);
  expect(await time()).toEqual([
    ['420', '12000', 84_000n],
    ['60', '24000', 24_000n],
  ]);
  const answer = await test.as(scene.fin, probeRate, {
    ...{ clientId: beta, serviceId: scene.remote, userId: scene.tess.actor.id ?? '', workType: 'ad_hoc' },
    ...{ on: '2026-10-15', at: '16:30', minutes: 60 },
  });
  expect(answer.parts.map(({ minutes, rate }) => [minutes, rate])).toEqual([
    [30, '12000'],
    [30, '24000'],
  ]);
  const byBegin = { ...rule, contractId, id: late.id, hoursBy: 'begin' };
  await test.as(scene.fin, saveRateRule, saveRateRule.input.parse(byBegin));
  expect(await time()).toEqual([['480', '12000', 96_000n]]);
  await test.as(scene.fin, saveRateRule, saveRateRule.input.parse({ ...byBegin, hoursBy: 'minute' }));
  await ledger.bill('2026-11-01');
  expect(await time()).toEqual([]);
  expect(await ledger.violations()).toEqual([]);
});
