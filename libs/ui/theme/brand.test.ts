import fc from 'fast-check';
import { contrastRatio } from '@kelp/std';
import { brandLook } from './brand';
import type { Scheme } from './tokens';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const extremes = ['#ffffff', '#000000', '#ffcc00', '#00ff00', '#0000ff', '#767676', '#12161c'];

it('can be read in both schemes, whatever colour a workspace chooses', () => {
  const check = (chosen: string) => {
    const look = brandLook(chosen);
    for (const scheme of ['light', 'dark'] as Scheme[]) {
      const { page, surface, subtle, hover, selected, rail, railActive, ...ink } = look[scheme];
      for (const ground of [page, surface, subtle, hover, selected])
        for (const text of [ink.text, ink.muted, ink.accent])
          expect([chosen, scheme, contrastRatio(text, ground) >= 4.5]).toEqual([chosen, scheme, true]);
      expect(contrastRatio('#ffffff', ink.accentFill)).toBeGreaterThanOrEqual(4.5);
      expect(contrastRatio(ink.accent, rail)).toBeGreaterThanOrEqual(4.5);
      expect(contrastRatio(ink.railActiveText, railActive)).toBeGreaterThanOrEqual(4.5);
      expect(contrastRatio(ink.accentFill, surface)).toBeGreaterThanOrEqual(scheme === 'light' ? 4.5 : 2.3);
    }
    expect(contrastRatio(look.shades[9], look.shades[1])).toBeGreaterThanOrEqual(4.5);
    expect(contrastRatio('#ffffff', look.shades[6])).toBeGreaterThanOrEqual(4.5);
  };
  extremes.forEach(check);
  fc.assert(fc.property(colour, check), { numRuns: 300 });
});

it('leaves a colour as it is where it can be read', () => {
  expect(brandLook('#1f66bd').light).toMatchObject({ accentFill: '#1f66bd' });
  expect(brandLook('#8a1538').light).toMatchObject({ accent: '#8a1538', accentFill: '#8a1538' });
});
