import { createKeyRegistry, type KeyBindings, type KeyScope } from './key-registry';

const reading = { typing: false, insideDialog: false };
const typing = { typing: true, insideDialog: false };
const inDialog = { typing: false, insideDialog: true };

function setUp(...layers: [KeyScope, KeyBindings][]) {
  const registry = createKeyRegistry();
  const removers = layers.map(([scope, bindings]) => registry.register({ scope, read: () => bindings }));
  return { registry, removers };
}

const does = (label: string) => ({ label, run: () => undefined });

describe('key registry', () => {
  it('runs a sequence within the pause and forgets it after', () => {
    const { registry } = setUp(['everywhere', { 'g t': does('Tickets') }]);
    expect(registry.press('g', reading, 0)).toBeNull();
    expect(registry.isWaiting()).toBe(true);
    expect(registry.press('t', reading, 1000)?.label).toBe('Tickets');
    registry.press('g', reading, 5000);
    expect(registry.press('t', reading, 7000)).toBeNull();
  });

  it('prefers the nearer scope, and the farther one returns when it goes', () => {
    const { registry, removers } = setUp(['page', { n: does('New ticket') }], ['everywhere', { n: does('New') }]);
    expect(registry.press('n', reading, 0)?.label).toBe('New ticket');
    removers[0]?.();
    expect(registry.press('n', reading, 1)?.label).toBe('New');
  });

  it('ignores letters while typing, but not combinations with Mod', () => {
    const { registry } = setUp([
      'page',
      { r: does('Reply'), 'Mod+Enter': does('Send'), Escape: { ...does('Close'), whileTyping: true } },
    ]);
    expect(registry.press('r', typing, 0)).toBeNull();
    expect(registry.press('mod+enter', typing, 1)?.label).toBe('Send');
    expect(registry.press('escape', typing, 2)?.label).toBe('Close');
  });

  it('lets only the dialog answer inside a dialog', () => {
    const { registry } = setUp(['list', { j: does('Down') }], ['dialog', { y: does('Yes') }]);
    expect(registry.press('j', inDialog, 0)).toBeNull();
    expect(registry.press('y', inDialog, 1)?.label).toBe('Yes');
  });

  it('can turn single characters off and keeps the rest', () => {
    const { registry } = setUp([
      'page',
      { 'Shift+J': does('Extend'), 'g t': does('Tickets'), 'mod+k': does('Search') },
    ]);
    registry.allowSingleKeys(false);
    expect(registry.press('shift+j', reading, 0)).toBeNull();
    expect(registry.press('g', reading, 1)).toBeNull();
    expect(registry.isWaiting()).toBe(false);
    expect(registry.press('mod+k', reading, 2)?.label).toBe('Search');
  });

  it('lists what is active once, nearest first, with help-only entries', () => {
    const { registry } = setUp(
      ['everywhere', { n: does('New'), '?': does('Help') }],
      ['page', { n: does('New ticket'), 'Mod+Enter': { label: 'Send' } }],
    );
    expect(registry.active(reading).map((binding) => binding.label)).toEqual(['New ticket', 'Send', 'Help']);
  });

  it('names conflicts of one scope and sequences that a shorter key hides', () => {
    const { registry } = setUp(
      ['page', { s: does('Status'), g: does('Go') }],
      ['page', { S: does('Save'), 'g t': does('Tickets') }],
    );
    expect(registry.conflicts()).toEqual(['"s" (page) is both "Status" and "Save".', '"g" hides "g t" (page).']);
  });
});
