'use client';

import { useSyncExternalStore } from 'react';
import { isApple } from './apple';

const NAMES: Record<string, string> = {
  escape: 'Esc',
  enter: 'Enter',
  space: 'Space',
  shift: 'Shift',
  alt: 'Alt',
  ctrl: 'Ctrl',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  backspace: 'Backspace',
  delete: 'Del',
  tab: 'Tab',
};

function keyName(key: string, apple: boolean): string {
  if (key === 'mod') return apple ? '⌘' : 'Ctrl';
  if (key === 'shift' && apple) return '⇧';
  return NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

const never = () => () => undefined;

/** Draws keys as small caps: `mod+k` as two, a sequence `g t` one after the other. */
export function Kbd({ keys }: { keys: string }) {
  const apple = useSyncExternalStore(never, isApple, () => false);
  const steps = keys.toLowerCase().split(' ');
  return (
    <span className="kelp-kbd">
      {steps.map((step, at) => (
        <span key={at} className="kelp-kbd-step">
          {step.split(/\+(?!$)/).map((key) => (
            <kbd key={key}>{keyName(key, apple)}</kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
