import { firstName, placeProblem } from './text-places';

it('admits the places that can be filled in, with and without blanks', () => {
  expect(placeProblem('Hello {{contact.first_name}}, {{ ticket.number }} is done. {single} }}')).toBeNull();
});

it.each([
  '{{contact.password}}',
  '{{#if x}}',
  '{{{contact.name}}}',
  '{{',
  '{{constructor}}',
  '{{> partial}}',
  '{{contact.name helper}}',
])('refuses %s and names what can be used', (text) =>
  expect(placeProblem(`Dear ${text}`)).toContain('{{contact.name}}'),
);

it('takes the first word as first name', () => {
  expect(['Amy Adams', 'Cher', '  Ulf  U '].map(firstName)).toEqual(['Amy', 'Cher', 'Ulf']);
});
