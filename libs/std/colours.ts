/** A colour as `#rrggbb`, in lower case. */
export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/.test(text);

const part = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);

function channel(hex: string, at: number): number {
  const value = part(hex, at) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function luminance(hex: string): number {
  return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
}

/** Contrast ratio of two `#rrggbb` colours from 1 to 21, by the formula of WCAG 2.2 ("contrast ratio"). */
export function contrastRatio(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour with this share (0 to 1) of another one in it. */
export function mixColours(one: string, other: string, share: number): string {
  const mixed = [1, 3, 5].map((at) => Math.round(part(one, at) * (1 - share) + part(other, at) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The nearest tone of a colour, towards black or white, that has at least this contrast with every one of the grounds; the colour itself where it has
 * it already, black or white where no tone has.
 */
export function readableTone(
  colour: string,
  grounds: readonly string[],
  ratio: number,
  towards: '#000000' | '#ffffff',
): string {
  for (let step = 0; step < 100; step += 1) {
    const tone = mixColours(colour, towards, step / 100);
    if (grounds.every((ground) => contrastRatio(tone, ground) >= ratio)) return tone;
  }
  return towards;
}
