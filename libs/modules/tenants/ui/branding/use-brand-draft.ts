import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { isColour } from '@kelp/std';
import { toastSuccess } from '@kelp/ui';
import { getBranding, saveBranding } from '../../contract';
import { t } from '../strings';

export type SavedBrand = z.output<typeof getBranding.output>;
/** A picture that was chosen: its file's name and its bytes as base64 of a PNG. */
export type ChosenPicture = NonNullable<z.output<typeof saveBranding.input>['logo']>;

interface Draft {
  /** The version that the draft began with: a colleague's save meanwhile is noticed. */
  version: number;
  colour?: string | null;
  logo?: ChosenPicture | null;
}

const addressOf = (saved: SavedBrand, logo: ChosenPicture | null | undefined): string | null =>
  logo === undefined ? (saved.logo?.url ?? null) : logo && `data:image/png;base64,${logo.content}`;

/** What was changed and not saved yet, and the brand as it would be with it. */
export function useBrandDraft(saved: SavedBrand) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft | null>(null);
  const typed = draft?.colour === undefined ? saved.colour : draft.colour;

  const change = (patch: Partial<Draft>) => setDraft({ ...(draft ?? { version: saved.version }), ...patch });

  async function save() {
    if (!draft) return;
    queries.setQueryData([getBranding.name], await call(saveBranding, draft));
    setDraft(null);
    toastSuccess(t('branding.saved'));
  }

  function discard() {
    setDraft(null);
    void queries.invalidateQueries({ queryKey: [getBranding.name] });
  }

  return {
    /** As it stands in the field, right or not. */
    typed,
    /** What the preview shows: the last colour that is one. */
    colour: typed === null || isColour(typed) ? typed : saved.colour,
    /** The address of the logo as it would be. */
    logo: addressOf(saved, draft?.logo),
    isClean: draft === null,
    setColour: (colour: string | null) => change({ colour: colour && colour.toLowerCase() }),
    setLogo: (logo: ChosenPicture | null) => change({ logo }),
    save,
    discard,
  };
}
