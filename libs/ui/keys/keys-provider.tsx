'use client';

import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { undoStack } from '../feedback/undo-stack';
import { t } from '../i18n';
import { later } from '../later';
import { isApple } from './apple';
import { keyToken } from './key-matcher';
import { keyRegistry } from './key-registry';
import { readSingleKeys } from './single-keys';
import { useKeys } from './use-keys';

const KeysHelp = later<{ onClose: () => void }>(() => import('./keys-help').then((part) => part.KeysHelp));

const OpenHelpContext = createContext<() => void>(() => undefined);

/** Opens the list of keys, for a menu entry beside the `?` key. */
export const useOpenKeysHelp = (): (() => void) => useContext(OpenHelpContext);

const TEXT_FIELDS =
  'input:not([type=checkbox],[type=radio],[type=button],[type=submit]), textarea, select, [contenteditable=true]';
const PRESSABLE =
  'a, button, summary, [role=button], [role=menuitem], [role=option], [role=tab], [role=switch], input, select';

/** Space and Enter belong to the control that has the focus, if there is one. */
function belongsToControl(target: Element, token: string): boolean {
  return (token === 'space' || token === 'enter') && target.closest(PRESSABLE) !== null;
}

function handleKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const target = event.target instanceof Element ? event.target : document.body;
  const token = keyToken({ ...pick(event), altGraph: event.getModifierState('AltGraph') }, isApple());
  if (!token || belongsToControl(target, token)) return;
  const wasWaiting = keyRegistry.isWaiting();
  const context = {
    typing: target.closest(TEXT_FIELDS) !== null,
    insideDialog: target.closest('[aria-modal=true]') !== null,
  };
  const binding = keyRegistry.press(token, context, performance.now());
  if (binding || keyRegistry.isWaiting() || (wasWaiting && !context.typing)) event.preventDefault();
  binding?.run?.(event);
}

function pick({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) {
  return { key, ctrlKey, metaKey, altKey, shiftKey };
}

/** Listens to the keyboard for the whole page and shows the list of keys on `?`. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const [helpOpened, setHelpOpened] = useState(false);
  const openHelp = useCallback(() => setHelpOpened(true), []);

  useEffect(() => {
    keyRegistry.allowSingleKeys(readSingleKeys());
    window.addEventListener('keydown', handleKeyDown);
    return () => window.removeEventListener('keydown', handleKeyDown);
  }, []);
  useKeys('everywhere', {
    '?': { label: t('keys.help'), run: openHelp },
    'Mod+Z': { label: t('undo.key'), run: () => undoStack.undoLatest(), whileTyping: false },
  });

  return (
    <OpenHelpContext.Provider value={openHelp}>
      {children}
      {helpOpened && <KeysHelp onClose={() => setHelpOpened(false)} />}
    </OpenHelpContext.Provider>
  );
}
