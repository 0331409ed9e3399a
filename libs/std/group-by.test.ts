import { groupBy } from './group-by';

describe('groupBy', () => {
  it('keeps keys and rows in order of appearance', () => {
    expect([...groupBy(['pear', 'plum', 'apple', 'peach'], (word) => word[0])]).toEqual([
      ['p', ['pear', 'plum', 'peach']],
      ['a', ['apple']],
    ]);
  });

  it('has no groups without rows', () => expect(groupBy([], String).size).toBe(0));
});
