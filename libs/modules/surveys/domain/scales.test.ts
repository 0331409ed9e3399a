import { ratingsOf, ratingText, scoreOf, surveyKinds, verdictOf } from './scales';

const verdictsOf = (kind: (typeof surveyKinds)[number]) =>
  ratingsOf(kind)
    .map((rating) => verdictOf(kind, rating)[0])
    .join('');

it('says good, fair or poor of every rating of every kind', () => {
  expect(Object.fromEntries(surveyKinds.map((kind) => [kind, verdictsOf(kind)]))).toEqual({
    stars: 'ppfgg',
    smileys: 'ppfgg',
    thumbs: 'pg',
    nps: 'pppppppffgg',
    effort: 'pppfggg',
  });
});

it('puts every kind on one scale from 0 to 100', () => {
  for (const kind of surveyKinds) {
    const scores = ratingsOf(kind).map((rating) => scoreOf(kind, rating));
    expect([scores[0], scores.at(-1)]).toEqual([0, 100]);
    expect([...scores].sort((a, b) => a - b)).toEqual(scores);
  }
  expect(scoreOf('stars', 4)).toBe(75);
  expect(scoreOf('effort', 2)).toBe(17);
});

it('names a rating without a picture', () => {
  expect([ratingText('stars', 2), ratingText('nps', 10), ratingText('thumbs', 0)]).toEqual(['2/5', '10/10', '−']);
});
