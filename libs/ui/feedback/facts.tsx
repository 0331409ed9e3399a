'use client';

import { UnstyledButton } from '@mantine/core';
import { useRef, useState, type ReactNode } from 'react';
import { t } from '../i18n';
import { Kbd } from '../keys/kbd';
import type { KeyBindings } from '../keys/key-registry';
import { useKeys } from '../keys/use-keys';
import { FactEditor, type FactEdit } from './fact-editor';
import { toastError } from './toasts';

/** One label with its value; with `edit` it can be changed in place. */
export interface Fact {
  key: string;
  label: string;
  value: ReactNode;
  edit?: FactEdit;
  /** a key of the page that opens the editor, for instance `p` */
  hotkey?: string;
  /** who changed it a moment ago, in words: the fact flashes calmly and says it */
  changed?: string | undefined;
}

interface FactRowProps {
  fact: Fact;
  editing: boolean;
  onEdit: () => void;
  onClose: () => void;
}

function FactRow({ fact, editing, onEdit, onClose }: FactRowProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [saving, setSaving] = useState(false);

  function close() {
    onClose();
    // the button returns with the next paint; the person goes on where they were
    requestAnimationFrame(() => button.current?.focus());
  }

  async function save(change: () => Promise<void> | void) {
    close();
    setSaving(true);
    try {
      await change();
    } catch (error) {
      toastError(error);
    } finally {
      setSaving(false);
    }
  }

  return (
    <div className="kelp-fact" aria-busy={saving || undefined} data-changed={fact.changed ? true : undefined}>
      <dt>{fact.label}</dt>
      <dd>
        {fact.edit && editing && (
          <FactEditor label={fact.label} edit={fact.edit} onSave={(change) => void save(change)} onCancel={close} />
        )}
        {fact.edit && !editing && (
          // not disabled while it saves: the focus would be lost with it
          <UnstyledButton
            ref={button}
            className="kelp-fact-value"
            onClick={() => saving || onEdit()}
            aria-disabled={saving || undefined}
          >
            <span>{fact.value}</span>
            {fact.hotkey && <Kbd keys={fact.hotkey} />}
            <span className="kelp-hidden">{t('facts.edit', { label: fact.label })}</span>
          </UnstyledButton>
        )}
        {!fact.edit && <span className="kelp-fact-value">{fact.value}</span>}
        {fact.changed && (
          <span className="kelp-fact-changed" role="status">
            {fact.changed}
          </span>
        )}
      </dd>
    </div>
  );
}

/** Labels and values of a record. Click or Enter edits, Escape reverts; what the server refuses stays as it was. */
export function Facts({ facts, title }: { facts: readonly Fact[]; title?: string }) {
  const [editing, setEditing] = useState<string | null>(null);
  const bindings: KeyBindings = Object.fromEntries(
    facts.flatMap(({ key, label, edit, hotkey }) =>
      edit && hotkey ? [[hotkey, { label: t('facts.change', { label }), run: () => setEditing(key) }]] : [],
    ),
  );
  useKeys('page', bindings, title ? { title } : {});
  return (
    <dl className="kelp-facts">
      {facts.map((fact) => (
        <FactRow
          key={fact.key}
          fact={fact}
          editing={editing === fact.key}
          onEdit={() => setEditing(fact.key)}
          onClose={() => setEditing((current) => (current === fact.key ? null : current))}
        />
      ))}
    </dl>
  );
}
