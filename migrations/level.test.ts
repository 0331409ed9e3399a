import { chain } from './index';
import { schemaLevel } from './level';

it('names exactly the steps of the chain, in order', () => {
  expect(chain.map((step) => step.name)).toEqual(schemaLevel);
});
