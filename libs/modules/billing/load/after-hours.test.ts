import { saveRateRule } from '@kelp/contracts';
import { slaModule } from '@kelp/sla';
import { testHouse, type TestHouse } from '@kelp/testing';
import { billingModule } from '../module';
import { ledgerOf } from '../testing/billed';
import { openMonthEnd, work, type MonthEnd } from '../testing/month-end';

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
