'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { isAppError } from '@kelp/std';
import { toastError, toastUndo } from '@kelp/ui';
import { getClient, updateClient, type ClientCard } from '../contract';
import { clashes } from './clash';
import { useRefreshClients } from './client-queries';
import { t } from './strings';

export type ClientField = 'name' | 'type' | 'lifecycle' | 'url' | 'zone' | 'currency' | 'notes';
export type ClientPatch = Partial<Pick<ClientCard, ClientField>>;

const factsOf = (client: ClientCard): Pick<ClientCard, ClientField> => {
  const { name, type, lifecycle, url, zone, currency, notes } = client;
  return { name, type, lifecycle, url, zone, currency, notes };
};

/** A change that met somebody else's: what was seen, what stands now, and what was wanted. */
interface Clash {
  seen: ClientCard;
  now: ClientCard;
  patch: ClientPatch;
  fields: ClientField[];
  said: string;
}

/** Editing the facts of one client in place. */
export interface ClientEdit {
  /** Saves; `said` is the change in words, for the toast that takes it back. Throws what the server refuses. */
  save: (patch: ClientPatch, said: string) => Promise<void>;
  clash: Clash | null;
  /** puts the wanted change in the place of the other one */
  applyAnyway: () => void;
  keepTheirs: () => void;
}

/** The facts before a patch, to take it back. */
function inverse(before: ClientCard, patch: ClientPatch): ClientPatch {
  const facts = factsOf(before);
  return Object.fromEntries(Object.keys(patch).map((name) => [name, facts[name as ClientField]]));
}

/**
 * Changes facts of the client that is shown. When somebody changed it meanwhile, the change is applied again by itself if it
 * touches other facts; if both changed the same fact, the person is asked.
 */
export function useClientEdit(client: ClientCard): ClientEdit {
  const cache = useQueryClient();
  const refresh = useRefreshClients();
  const [clash, setClash] = useState<Clash | null>(null);

  async function send(seen: ClientCard, patch: ClientPatch, said: string): Promise<void> {
    try {
      await call(updateClient, { id: seen.id, version: seen.version, ...patch });
    } catch (error) {
      if (!isAppError(error) || error.id !== 'stale') throw error;
      const now = await call(getClient, { id: seen.id });
      cache.setQueryData([getClient.name, seen.id], now);
      const both = clashes(factsOf(seen), factsOf(now), patch);
      if (both.length === 0) return send(now, patch, said);
      setClash({ seen, now, patch, fields: both, said });
      return;
    }
    await refresh();
    const back = inverse(seen, patch);
    toastUndo({
      message: said,
      seconds: 8,
      onUndo: () => void call(updateClient, { id: seen.id, ...back }).then(refresh, toastError),
    });
  }

  return {
    save: (patch, said) => send(client, patch, said),
    clash,
    applyAnyway() {
      if (!clash) return;
      setClash(null);
      send(clash.now, clash.patch, clash.said).catch(toastError);
    },
    keepTheirs: () => setClash(null),
  };
}

/** A fact in words, for the question which of two changes shall stand. */
export function factInWords(client: ClientCard, field: ClientField): string {
  if (field === 'type') return t(`type.${client.type}`);
  if (field === 'lifecycle') return t(`lifecycle.${client.lifecycle}`);
  return client[field] || t('none');
}
