'use client';

import { Switch } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n';
import { Dialog } from '../feedback/dialog';
import { Kbd } from './kbd';
import { keyRegistry, KEY_SCOPES, type ActiveBinding } from './key-registry';
import { readSingleKeys, writeSingleKeys } from './single-keys';

function groupByHeading(bindings: readonly ActiveBinding[]): [heading: string, bindings: ActiveBinding[]][] {
  const groups = new Map<string, ActiveBinding[]>();
  for (const scope of [...KEY_SCOPES].reverse()) {
    for (const binding of bindings.filter((one) => one.scope === scope)) {
      const heading = binding.title ?? t(`keys.scope.${scope}`);
      groups.set(heading, [...(groups.get(heading) ?? []), binding]);
    }
  }
  return [...groups];
}

/** The keys that work on this page right now, made from the registry and therefore never out of date. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const [singleKeys, setSingleKeys] = useState(readSingleKeys);
  const [bindings, setBindings] = useState(() => keyRegistry.active({ typing: false, insideDialog: false }));

  function changeSingleKeys(allowed: boolean) {
    setSingleKeys(allowed);
    writeSingleKeys(allowed);
    keyRegistry.allowSingleKeys(allowed);
    setBindings(keyRegistry.active({ typing: false, insideDialog: false }));
  }

  return (
    <Dialog opened onClose={onClose} title={t('keys.title')} size="lg">
      <div className="kelp-keys">
        {groupByHeading(bindings).map(([heading, group]) => (
          <section key={heading} className="kelp-keys-group">
            <h3>{heading}</h3>
            <dl>
              {group.map((binding) => (
                <div key={binding.keys}>
                  <dt>{binding.label}</dt>
                  <dd>
                    <Kbd keys={binding.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        className="kelp-keys-switch"
        checked={singleKeys}
        onChange={(event) => changeSingleKeys(event.currentTarget.checked)}
        label={t('keys.single')}
        description={t('keys.singleHint')}
      />
    </Dialog>
  );
}
