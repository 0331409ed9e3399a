/** The parts of a KeyboardEvent that matter here. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  /** AltGr is held: it writes characters on many layouts and is no command */
  altGraph: boolean;
}

const MODIFIER_KEYS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process']);
const MODIFIER_ORDER = ['mod', 'ctrl', 'meta', 'alt', 'shift'];

/**
 * One press as text: `j`, `?`, `shift+j`, `mod+k`, `space`, `escape`. `mod` is Command on Apple machines and Control elsewhere.
 * Shift is named for letters and named keys only, since `?` or `!` already contain it. Null for a modifier alone.
 */
export function keyToken(press: KeyPress, apple: boolean): string | null {
  if (MODIFIER_KEYS.has(press.key)) return null;
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase();
  const isSymbol = [...press.key].length === 1 && key === press.key.toUpperCase();
  if (press.altGraph) return key;
  const held = [
    (apple ? press.metaKey : press.ctrlKey) && 'mod',
    apple && press.ctrlKey && 'ctrl',
    !apple && press.metaKey && 'meta',
    press.altKey && 'alt',
    press.shiftKey && !(isSymbol && key !== 'space') && 'shift',
  ];
  return [...held.filter((name) => name !== false), key].join('+');
}

function normaliseToken(text: string): string {
  const parts = text.toLowerCase().split('+');
  const key = parts.pop() || '+';
  const held = parts.filter((part) => part !== '');
  return [...held.sort((a, b) => MODIFIER_ORDER.indexOf(a) - MODIFIER_ORDER.indexOf(b)), key].join('+');
}

/** A binding as people write it (`Mod+K`, `g t`) in the one form that the matcher compares (`mod+k`, `g t`). */
export function normaliseKeys(keys: string): string {
  return keys.trim().split(/\s+/).map(normaliseToken).join(' ');
}

/** What a press led to: run a binding, wait for the rest of a sequence, or nothing. */
export type KeyMatch = { kind: 'run'; keys: string } | { kind: 'wait'; pending: string } | { kind: 'none' };

/**
 * Adds a press to the pending sequence. A press that does not go on with the sequence starts afresh,
 * so that a mistyped `g` never swallows the next key.
 */
export function matchKeys(pending: string, token: string, known: Iterable<string>): KeyMatch {
  const typed = pending ? `${pending} ${token}` : token;
  let isPrefix = false;
  for (const keys of known) {
    if (keys === typed) return { kind: 'run', keys };
    if (keys.startsWith(`${typed} `)) isPrefix = true;
  }
  if (isPrefix) return { kind: 'wait', pending: typed };
  return pending ? matchKeys('', token, known) : { kind: 'none' };
}

/** Whether the binding starts with a plain character, so that a person who dictates could set it off by speaking (WCAG 2.1.4). */
export function isSingleCharacter(keys: string): boolean {
  const [first = ''] = keys.split(' ');
  return [...first.replace(/^shift\+/, '')].length === 1;
}
