import { invalid, invalidFields, unmarkedSentence } from './errors';

it('says what is wrong with each field where no field is marked, and otherwise its own sentence', () => {
  expect(unmarkedSentence(invalidFields({ key: 'Give a key.', percent: 'Give a percentage.' }))).toBe(
    'Give a key. Give a percentage.',
  );
  expect(unmarkedSentence(invalid('The end must be after the start.', { endedAt: 'Choose a later end.' }))).toBe(
    'The end must be after the start.',
  );
});
