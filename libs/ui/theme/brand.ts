import { contrastRatio, mixColours, readableTone } from '@kelp/std';
import { surfaces, type Scheme, type Shades, type Surfaces } from './tokens';

const WHITE = '#ffffff';
const BLACK = '#000000';
const TEXT = 4.5;
/** How far a filled button stands out of a dark page: a little less than its white text asks for at the same time. */
const DARK_EDGE = 2.5;

/** What a workspace's colour makes of the portal's look. */
export interface BrandLook {
  shades: Shades;
  light: Surfaces;
  dark: Surfaces;
}

/** The fill on dark pages: as light as it may be for white text where the colour would be lost in the page. */
function darkFill(fill: string, page: string): string {
  let tone = fill;
  for (let step = 1; step < 100 && contrastRatio(tone, page) < DARK_EDGE; step += 1) {
    const lighter = mixColours(fill, WHITE, step / 100);
    if (contrastRatio(lighter, WHITE) < TEXT) return tone;
    tone = lighter;
  }
  return tone;
}

function lightSurfaces(fill: string, colour: string): Surfaces {
  const base = surfaces.portal.light;
  const [hover, selected, railActive] = [0.95, 0.89, 0.91].map((share) => mixColours(fill, WHITE, share));
  const look = { ...base, hover: hover ?? base.hover, selected: selected ?? base.selected };
  const grounds = [base.page, base.surface, base.subtle, look.hover, look.selected, railActive ?? base.railActive];
  const accent = readableTone(colour, grounds, TEXT, BLACK);
  return {
    ...look,
    accent,
    accentFill: fill,
    railActive: railActive ?? base.railActive,
    railActiveText: accent,
  };
}

function darkSurfaces(fill: string, colour: string): Surfaces {
  const base = surfaces.portal.dark;
  const hover = mixColours(fill, base.surface, 0.92);
  const selected = mixColours(fill, base.surface, 0.78);
  const grounds = [base.page, base.surface, base.subtle, hover, selected];
  const accent = readableTone(colour, grounds, TEXT, WHITE);
  return {
    ...base,
    hover,
    selected,
    accent,
    accentFill: darkFill(fill, base.surface),
    railActive: selected,
    railActiveText: accent,
  };
}

/**
 * The look of the client portal in a workspace's colour (`#rrggbb`). Whatever the colour is, text and buttons keep WCAG AA contrast in both schemes:
 * a tone that is too light or too dark is moved towards black or white until it has it.
 */
export function brandLook(colour: string): BrandLook {
  const fill = readableTone(colour, [WHITE], TEXT, BLACK);
  const light = [0.95, 0.88, 0.74, 0.56, 0.38, 0.18].map((share) => mixColours(fill, WHITE, share));
  const dark = [0.16, 0.34, 0.6].map((share) => mixColours(fill, BLACK, share));
  return {
    shades: [...light, fill, ...dark] as unknown as Shades,
    light: lightSurfaces(fill, colour),
    dark: darkSurfaces(fill, colour),
  };
}

/** The portal's surfaces in one scheme: in a workspace's colour, or in Kelp's blue. */
export const portalSurfaces = (scheme: Scheme, colour: string | null): Surfaces =>
  colour ? brandLook(colour)[scheme] : surfaces.portal[scheme];
