import { saveRateRule, type RateRuleCard, type RateRuleList } from '../contract';
import { rateRuleDraft, rateRuleInput } from './rate-rule-draft';
import { stepped } from './rate-rules-section';

const list: RateRuleList = {
  rules: [],
  others: [],
  currencies: ['USD', 'JPY'],
  roles: [],
  people: [],
  zone: 'America/Chicago',
  today: '2026-10-14',
  abilities: [],
};
const service = { id: '01900000-0000-7000-8000-000000000001', name: 'Onsite visit' };
const rule: RateRuleCard = {
  id: '01900000-0000-7000-8000-000000000002',
  number: 2,
  position: 1,
  line: null,
  service,
  role: 'Engineer',
  workType: null,
  userType: 'internal',
  isAfterHours: true,
  hoursBy: 'begin',
  overtime: { minutes: 450, scope: 'day', zone: 'Europe/Berlin' },
  effect: { kind: 'rate', rates: { USD: '18000.5', JPY: '29800' } },
  holdsOverAgreed: false,
  validFrom: '2026-01-01',
  validTo: null,
  sentence: '',
};

it('gives a rule back as it was, from today, in the smallest units of each currency', () => {
  const input = rateRuleInput(rateRuleDraft(rule, list), { id: rule.id }, rule.userType);
  expect(saveRateRule.input.parse(input)).toEqual({
    id: rule.id,
    match: { serviceId: service.id, role: 'Engineer', userType: 'internal', isAfterHours: true },
    hoursBy: 'begin',
    overtime: rule.overtime,
    effect: rule.effect,
    holdsOverAgreed: false,
    validFrom: '2026-10-14',
  });
});

it('keeps what is left empty out, and reads hours with a comma', () => {
  const draft = rateRuleDraft(null, list);
  const typed = { ...draft, overtimeScope: 'week' as const, overtimeHours: '37,5', rates: { USD: '150', JPY: ' ' } };
  expect(rateRuleInput(typed, {}, null)).toMatchObject({
    match: {},
    overtime: { scope: 'week', minutes: 2250, zone: 'America/Chicago' },
    effect: { kind: 'rate', rates: { USD: '15000' } },
  });
  expect(() => rateRuleInput({ ...typed, rates: { USD: 'a lot' } }, {}, null)).toThrow();
});

it('moves a rule by one place, never out of the list', () => {
  expect(stepped(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(stepped(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(stepped(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});
