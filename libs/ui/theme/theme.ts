import {
  createTheme,
  rem,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import type { BrandLook } from './brand';
import {
  note,
  scales,
  surfaces,
  tones,
  TONES,
  type Portal,
  type Scheme,
  type Shades,
  type Surfaces,
  type Tone,
} from './tokens';

const FONT =
  "'Inter Variable', Inter, ui-sans-serif, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Heights and type of one front end; the staff look is dense, the portal has room for thumbs. */
interface Density {
  control: string;
  row: string;
  fontSizes: Record<'xs' | 'sm' | 'md' | 'lg' | 'xl', string>;
  headings: Record<'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6', { fontSize: string; lineHeight: string }>;
  spacing: Record<'xs' | 'sm' | 'md' | 'lg' | 'xl', string>;
}

const heading = (size: number, lineHeight: number) => ({ fontSize: rem(size), lineHeight: String(lineHeight) });
const sizes = (xs: number, sm: number, md: number, lg: number, xl: number) => ({
  xs: rem(xs),
  sm: rem(sm),
  md: rem(md),
  lg: rem(lg),
  xl: rem(xl),
});

const densities: Record<Portal, Density> = {
  staff: {
    control: rem(30),
    row: rem(36),
    fontSizes: sizes(12, 13, 13, 15, 18),
    headings: {
      h1: heading(20, 1.3),
      h2: heading(16, 1.35),
      h3: heading(14, 1.4),
      h4: heading(13, 1.45),
      h5: heading(13, 1.45),
      h6: heading(12, 1.45),
    },
    spacing: sizes(6, 8, 12, 16, 24),
  },
  portal: {
    control: rem(40),
    row: rem(52),
    fontSizes: sizes(13, 14, 15, 17, 20),
    headings: {
      h1: heading(26, 1.25),
      h2: heading(20, 1.3),
      h3: heading(17, 1.35),
      h4: heading(15, 1.4),
      h5: heading(15, 1.4),
      h6: heading(14, 1.4),
    },
    spacing: sizes(8, 12, 16, 24, 32),
  },
};

const mutableShades = (shades: Shades): MantineColorsTuple => [...shades];

const small = { defaultProps: { size: 'sm' } };
const flat = { defaultProps: { shadow: 'md' } };

function makeTheme(portal: Portal, brand: BrandLook | null = null): MantineThemeOverride {
  const density = densities[portal];
  const accent = portal === 'staff' ? 'plum' : 'blue';
  const all: Record<string, Shades> = { ...scales, ...(brand ? { brand: brand.shades } : {}) };
  return createTheme({
    primaryColor: brand ? 'brand' : accent,
    primaryShade: { light: 6, dark: 6 },
    colors: Object.fromEntries(Object.entries(all).map(([name, shades]) => [name, mutableShades(shades)])),
    black: surfaces[portal].light.text,
    fontFamily: FONT,
    fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
    fontSizes: density.fontSizes,
    lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.5' },
    headings: { fontFamily: FONT, fontWeight: '600', textWrap: 'balance', sizes: density.headings },
    spacing: density.spacing,
    radius: sizes(2, 4, 6, 10, 16),
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    autoContrast: true,
    shadows: {
      xs: '0 1px 2px rgb(20 16 32 / 0.08)',
      sm: '0 1px 3px rgb(20 16 32 / 0.1)',
      md: '0 4px 12px rgb(20 16 32 / 0.14)',
      lg: '0 8px 24px rgb(20 16 32 / 0.18)',
      xl: '0 12px 40px rgb(20 16 32 / 0.22)',
    },
    components: {
      ...Object.fromEntries(
        ['Button', 'Input', 'InputWrapper', 'TextInput', 'Textarea', 'Select', 'MultiSelect', 'NumberInput'].map(
          (n) => [n, small],
        ),
      ),
      ...Object.fromEntries(
        [
          'PasswordInput',
          'TagsInput',
          'Autocomplete',
          'FileInput',
          'Checkbox',
          'Radio',
          'Switch',
          'SegmentedControl',
        ].map((n) => [n, small]),
      ),
      Menu: { defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false } },
      Popover: flat,
      Modal: { defaultProps: { centered: true, padding: 'lg', overlayProps: { backgroundOpacity: 0.45 } } },
      Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
      Badge: { defaultProps: { variant: 'light', radius: 'sm' } },
      // "nothing found" is heard as a choice that cannot be chosen; a listbox without options is none (WAI-ARIA listbox)
      ComboboxEmpty: { defaultProps: { role: 'option', 'aria-disabled': true } },
      // a table that is wider than a phone is scrolled with the arrow keys too (WCAG 2.1.1)
      TableScrollContainer: { defaultProps: { scrollAreaProps: { viewportProps: { tabIndex: 0 } } } },
    },
  });
}

/** Dense purple theme of the staff workspace: 13 px type, 30 px controls, 36 px rows. */
export const staffTheme = makeTheme('staff');

/** Calm blue theme of the client portal: 15 px type, 40 px controls. */
export const portalTheme = makeTheme('portal');

/** Mantine's colour names in our tones, so that its light badges and alerts have the contrast and the calm of our own. */
const TONE_OF_SCALE: Record<string, Tone> = {
  plum: 'progress',
  blue: 'info',
  gray: 'neutral',
  red: 'danger',
  yellow: 'waiting',
  green: 'success',
};

function lightVariants(scheme: Scheme): Record<string, string> {
  const entries = Object.entries(TONE_OF_SCALE).flatMap(([name, tone]) => {
    const { bg, fg } = tones[scheme][tone];
    return [
      [`--mantine-color-${name}-light`, bg],
      [`--mantine-color-${name}-light-hover`, `color-mix(in srgb, ${bg}, ${fg} 10%)`],
      [`--mantine-color-${name}-light-color`, fg],
    ];
  });
  return Object.fromEntries(entries);
}

/** Mantine's own variables of a workspace's colour, so that its buttons and links have the tones that can be read. */
const brandVariables = ({ accent, accentFill, selected, hover }: Surfaces): Record<string, string> => ({
  '--mantine-color-brand-text': accent,
  '--mantine-color-brand-filled': accentFill,
  '--mantine-color-brand-filled-hover': `color-mix(in srgb, ${accentFill}, black 10%)`,
  '--mantine-color-brand-light': selected,
  '--mantine-color-brand-light-hover': hover,
  '--mantine-color-brand-light-color': accent,
  '--mantine-color-brand-outline': accent,
  '--mantine-color-brand-outline-hover': hover,
});

function schemeVariables(portal: Portal, scheme: Scheme, brand: BrandLook | null): Record<string, string> {
  const look = brand ? brand[scheme] : surfaces[portal][scheme];
  const paper = note[scheme];
  const named = Object.entries(look).map(([name, value]) => [
    `--kelp-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value,
  ]);
  const toned = TONES.flatMap((name) =>
    Object.entries(tones[scheme][name]).map(([part, value]) => [`--kelp-tone-${name}-${part}`, value]),
  );
  return {
    ...Object.fromEntries([...named, ...toned]),
    ...lightVariants(scheme),
    ...(brand ? brandVariables(look) : {}),
    '--kelp-note-surface': paper.surface,
    '--kelp-note-border': paper.border,
    '--kelp-note-text': paper.text,
    '--kelp-note-label': paper.label,
    '--mantine-color-body': look.page,
    '--mantine-color-text': look.text,
    '--mantine-color-bright': look.text,
    '--mantine-color-dimmed': look.muted,
    '--mantine-color-placeholder': look.muted,
    '--mantine-color-anchor': look.accent,
    '--mantine-color-default': look.surface,
    '--mantine-color-default-hover': look.hover,
    '--mantine-color-default-color': look.text,
    '--mantine-color-default-border': `color-mix(in srgb, ${look.control} 50%, ${look.border})`,
    '--mantine-color-error': tones[scheme].danger.mark,
    '--mantine-color-success': tones[scheme].success.mark,
  };
}

/** Turns the tokens of a front end into CSS variables (`--kelp-*`) and mends the Mantine ones with too little contrast. */
function kelpVariables(portal: Portal, brand: BrandLook | null = null): CSSVariablesResolver {
  const density = densities[portal];
  return () => ({
    variables: { '--kelp-control-height': density.control, '--kelp-row-height': density.row },
    light: schemeVariables(portal, 'light', brand),
    dark: schemeVariables(portal, 'dark', brand),
  });
}

/** Theme and variables of one front end, as Mantine takes them. */
export interface Look {
  theme: MantineThemeOverride;
  variables: CSSVariablesResolver;
}

const looks: Record<Portal, Look> = {
  staff: { theme: staffTheme, variables: kelpVariables('staff') },
  portal: { theme: portalTheme, variables: kelpVariables('portal') },
};

/** How a front end looks: the portal as a workspace's colour makes it, when it has one. */
export function lookOf(portal: Portal, brand: BrandLook | null): Look {
  if (portal === 'staff' || !brand) return looks[portal];
  return { theme: makeTheme('portal', brand), variables: kelpVariables('portal', brand) };
}
