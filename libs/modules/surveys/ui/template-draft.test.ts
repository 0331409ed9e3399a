import { draftOf, inputOf, withGerman, withKind, withoutQuestion, withQuestion } from './template-draft';

it('lets the shipped words follow the kind, and leaves those that somebody wrote', () => {
  const nps = withKind(draftOf(null), 'nps');
  expect(nps).toMatchObject({ kind: 'nps', followUpAt: 6, en: { prompt: 'How likely are you to recommend us?' } });
  const own = { ...draftOf(null), en: { ...draftOf(null).en, prompt: 'Happy?' } };
  expect(withKind(own, 'nps')).toMatchObject({ en: { prompt: 'Happy?' }, de: { low: 'Unwahrscheinlich' } });
  expect(withKind({ ...own, followUpAt: null }, 'effort').followUpAt).toBeNull();
});

it('keeps as many questions in both languages, and saves none that is empty in both', () => {
  const two = withQuestion(withQuestion(draftOf(null)));
  const filled = { ...two, en: { ...two.en, further: ['Fast?', ''] } };
  expect(inputOf(filled).texts).toMatchObject({ en: { further: ['Fast?'] }, de: { further: [''] } });
  expect(withoutQuestion(filled, 0)).toMatchObject({ en: { further: [''] }, de: { further: [''] } });
  expect(withGerman(withGerman(filled, false), true).de?.further).toEqual(['', '']);
  expect(inputOf(withGerman(filled, false)).texts).not.toHaveProperty('de');
});
