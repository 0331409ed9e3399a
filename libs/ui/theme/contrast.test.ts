import { contrastRatio } from '@kelp/std';
import { note, scales, surfaces, tones, TONES, type Portal, type Scheme } from './tokens';

const TEXT = 4.5;
const NON_TEXT = 3;
const portals: Portal[] = ['staff', 'portal'];
const schemes: Scheme[] = ['light', 'dark'];
const looks = portals.flatMap((portal) => schemes.map((scheme) => [portal, scheme] as const));

describe('contrastRatio', () => {
  it('agrees with the reference values of WCAG', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#ffffff', '#ffffff')).toBe(1);
    expect(contrastRatio('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
});

describe.each(looks)('%s, %s', (portal, scheme) => {
  const look = surfaces[portal][scheme];
  const backgrounds = ['page', 'surface', 'subtle', 'hover', 'selected'] as const;

  it.each(backgrounds)('text, muted text and accent can be read on %s', (background) => {
    for (const text of [look.text, look.muted, look.accent]) {
      expect(contrastRatio(text, look[background])).toBeGreaterThanOrEqual(TEXT);
    }
  });

  it.each(['page', 'surface', 'subtle'] as const)('the edge of a control shows on %s', (background) => {
    expect(contrastRatio(look.control, look[background])).toBeGreaterThanOrEqual(NON_TEXT);
  });

  it('the rail and the filled accent can be read', () => {
    expect(contrastRatio(look.railText, look.rail)).toBeGreaterThanOrEqual(TEXT);
    expect(contrastRatio(look.railActiveText, look.railActive)).toBeGreaterThanOrEqual(TEXT);
    expect(contrastRatio('#ffffff', look.accentFill)).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(TONES)('the %s tone can be read, and its mark shows on every surface', (name) => {
    const tone = tones[scheme][name];
    expect(contrastRatio(tone.fg, tone.bg)).toBeGreaterThanOrEqual(TEXT);
    for (const background of backgrounds) {
      expect(contrastRatio(tone.mark, look[background])).toBeGreaterThanOrEqual(NON_TEXT);
    }
  });
});

describe.each(schemes)('internal note, %s', (scheme) => {
  it('can be read', () => {
    const paper = note[scheme];
    expect(contrastRatio(paper.text, paper.surface)).toBeGreaterThanOrEqual(TEXT);
    expect(contrastRatio(paper.label, paper.surface)).toBeGreaterThanOrEqual(TEXT);
    expect(contrastRatio(paper.border, paper.surface)).toBeGreaterThanOrEqual(NON_TEXT);
  });
});

describe('Mantine scales', () => {
  it.each(Object.entries(scales).filter(([name]) => name !== 'dark'))(
    '%s: light and filled variants can be read',
    (_name, shades) => {
      expect(contrastRatio(shades[9], shades[1])).toBeGreaterThanOrEqual(TEXT);
      expect(contrastRatio('#ffffff', shades[6])).toBeGreaterThanOrEqual(TEXT);
    },
  );
});
