import { fillTemplate } from './fill-template';

const payload = {
  host: { name: 'srv-1', 'odd key': 7 },
  alerts: [{ labels: { job: 'disk' } }, { labels: { job: 'cpu' } }],
  up: false,
  nothing: null,
};

it.each([
  ['{host.name} is down', 'srv-1 is down'],
  ['{alerts[1].labels.job}', 'cpu'],
  ['{host["odd key"]}', '7'],
  ['{ up }', 'false'],
  ['{alerts[0].labels}', '{"job":"disk"}'],
  ['a{missing.part}b{nothing}c', 'abc'],
  ['{alerts[9].labels.job}', ''],
  ['no path: {not a path!}', 'no path: {not a path!}'],
  ['{host.constructor.name}{__proto__}{host.name.length}', ''],
])('%s gives %s', (template, text) => {
  expect(fillTemplate(template, payload)).toBe(text);
});
