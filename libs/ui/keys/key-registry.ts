import { isSingleCharacter, matchKeys, normaliseKeys } from './key-matcher';

/** How near a binding is to what the person is doing; a nearer one wins over a farther one with the same key. */
export type KeyScope = 'everywhere' | 'page' | 'list' | 'form' | 'dialog';

/** Scopes from the farthest to the nearest. */
export const KEY_SCOPES: readonly KeyScope[] = ['everywhere', 'page', 'list', 'form', 'dialog'];

/** One key and what it does. Without `run` it is only listed in the help, because a component handles it itself. */
export interface KeyBinding {
  label: string;
  run?: (event: KeyboardEvent) => void;
  /** also while a text field has the focus; combinations with Mod always do unless this is false */
  whileTyping?: boolean;
}

/** Bindings by key as people write it: `j`, `Shift+J`, `g t`, `Mod+Enter`, `?`. */
export type KeyBindings = Record<string, KeyBinding>;

/** The bindings of one mounted component. `read` is called at each press, so that it sees the newest closures. */
export interface KeyLayer {
  scope: KeyScope;
  title?: string;
  read: () => KeyBindings;
}

/** A binding that is in force now. */
export interface ActiveBinding extends KeyBinding {
  keys: string;
  scope: KeyScope;
  title: string | undefined;
}

/** Where the press happened. */
export interface PressContext {
  typing: boolean;
  insideDialog: boolean;
}

const rank = (scope: KeyScope) => KEY_SCOPES.indexOf(scope);

/** The bindings of all mounted components and the sequence typed so far. */
export interface KeyRegistry {
  /** Adds a layer; the answer takes it away again. */
  register(layer: KeyLayer): () => void;
  /** Every binding in force, nearest first; a key that a nearer layer took is left out. */
  active(context: PressContext): ActiveBinding[];
  /** Keys that two layers of one scope both claim, as sentences for a developer. */
  conflicts(): string[];
  /** Handles one press; the binding to run, or null. `at` is a clock in milliseconds, for the pause that ends a sequence. */
  press(token: string, context: PressContext, at: number): ActiveBinding | null;
  /** Whether the last press began a sequence (`g …`) that waits for its next key. */
  isWaiting(): boolean;
  /** Turns keys without a modifier off or on. */
  allowSingleKeys(allowed: boolean): void;
}

const SEQUENCE_PAUSE_MS = 1200;

function mayRun(binding: ActiveBinding, typing: boolean, singleKeys: boolean): boolean {
  if (typing && !(binding.whileTyping ?? binding.keys.startsWith('mod+'))) return false;
  return singleKeys || !isSingleCharacter(binding.keys);
}

function listBindings(layers: readonly KeyLayer[]): ActiveBinding[] {
  return layers.flatMap((layer) =>
    Object.entries(layer.read()).map(([keys, binding]) => ({
      ...binding,
      keys: normaliseKeys(keys),
      scope: layer.scope,
      title: layer.title,
    })),
  );
}

function findConflicts(bindings: readonly ActiveBinding[]): string[] {
  const own = bindings.map((binding) => ({ id: `${binding.scope} ${binding.keys}`, binding }));
  return own.flatMap(({ id, binding }, index) => {
    const twin = own.slice(index + 1).find((other) => other.id === id);
    const hidden = own.find((other) => other.id.startsWith(`${id} `));
    return [
      ...(twin ? [`"${binding.keys}" (${binding.scope}) is both "${binding.label}" and "${twin.binding.label}".`] : []),
      ...(hidden ? [`"${binding.keys}" hides "${hidden.binding.keys}" (${binding.scope}).`] : []),
    ];
  });
}

/** A fresh, empty registry. The product has one (`keyRegistry`); tests make their own. */
export function createKeyRegistry(): KeyRegistry {
  let layers: KeyLayer[] = [];
  let pending = '';
  let pendingAt = 0;
  let singleKeys = true;

  function active({ typing, insideDialog }: PressContext): ActiveBinding[] {
    const reachable = layers.filter((layer) => !insideDialog || layer.scope === 'dialog');
    const nearestFirst = [...reachable].reverse().sort((a, b) => rank(b.scope) - rank(a.scope));
    const seen = new Set<string>();
    return listBindings(nearestFirst).filter((binding) => {
      if (seen.has(binding.keys) || !mayRun(binding, typing, singleKeys)) return false;
      seen.add(binding.keys);
      return true;
    });
  }

  return {
    register(layer) {
      layers = [...layers, layer];
      return () => {
        layers = layers.filter((other) => other !== layer);
      };
    },
    active,
    conflicts: () => findConflicts(listBindings(layers)),
    press(token, context, at) {
      const runnable = active(context).filter((binding) => binding.run);
      const before = at - pendingAt <= SEQUENCE_PAUSE_MS ? pending : '';
      const match = matchKeys(
        before,
        token,
        runnable.map((binding) => binding.keys),
      );
      pending = match.kind === 'wait' ? match.pending : '';
      pendingAt = at;
      return match.kind === 'run' ? (runnable.find((binding) => binding.keys === match.keys) ?? null) : null;
    },
    isWaiting: () => pending !== '',
    allowSingleKeys(allowed) {
      singleKeys = allowed;
    },
  };
}

/** The registry of this browser tab. */
export const keyRegistry = createKeyRegistry();
