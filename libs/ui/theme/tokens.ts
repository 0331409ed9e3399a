/**
 * Every colour the product uses, once. `contrast.test.ts` holds each pair to WCAG 2.2 AA in both schemes,
 * so change a value here and let the test say whether people can still read it.
 */

/** Which of the two front ends is drawn: the dense purple workspace of the staff or the calm blue portal of the clients. */
export type Portal = 'staff' | 'portal';

/** The two colour schemes; "system" resolves to one of them. */
export type Scheme = 'light' | 'dark';

/** Meanings that a status can have. The colour is never the only sign: each tone has its own shape too. */
export type Tone = 'neutral' | 'info' | 'progress' | 'waiting' | 'success' | 'warning' | 'danger';

/** All tones, in the order in which a legend shows them. */
export const TONES: readonly Tone[] = ['neutral', 'info', 'progress', 'waiting', 'success', 'warning', 'danger'];

/** Ten shades from the lightest to the darkest, as Mantine expects them. */
export type Shades = readonly [string, string, string, string, string, string, string, string, string, string];

/** Colour scales by Mantine colour name; `plum` is the staff accent, `blue` the accent of the client portal. */
export const scales: Record<'plum' | 'blue' | 'gray' | 'dark' | 'red' | 'yellow' | 'green', Shades> = {
  plum: ['#f5f1fd', '#eae2fb', '#d6c7f6', '#bea7f0', '#a788e8', '#8f68dd', '#7647c9', '#6438b0', '#4d2a8c', '#36195f'],
  blue: ['#eff5fc', '#dbe8f9', '#b7d2f3', '#8cb7eb', '#609be1', '#3a80d2', '#1f66bd', '#18539c', '#13427c', '#0d2d56'],
  gray: ['#f8f7fa', '#f1f0f4', '#e6e4eb', '#d7d5de', '#bfbcc9', '#93909f', '#6b6878', '#514e5c', '#393642', '#211f28'],
  dark: ['#eceaf2', '#cbc8d6', '#a8a5b6', '#8d8a9b', '#3c3a47', '#312f3a', '#24232b', '#18171d', '#131217', '#0d0c10'],
  red: ['#fdf0ef', '#fbe0de', '#f5bdb9', '#ed958f', '#e46d65', '#da4a41', '#c4342b', '#a52a22', '#82201a', '#5c1510'],
  yellow: [
    '#fdf6e3',
    '#faebc4',
    '#f4d88c',
    '#ecc152',
    '#dda628',
    '#bd8710',
    '#926608',
    '#775306',
    '#5d4104',
    '#412d02',
  ],
  green: ['#edf8f0', '#d7f0de', '#aee0bd', '#7fcb96', '#52b472', '#319955', '#207f43', '#196736', '#13502a', '#0c371c'],
};

/** Surfaces, text and lines of one front end in one scheme. */
export interface Surfaces {
  /** behind everything */
  page: string;
  /** lists, forms, panels */
  surface: string;
  /** table heads, side panels, quiet fills */
  subtle: string;
  /** row under the pointer */
  hover: string;
  /** row or item that is chosen */
  selected: string;
  /** hairlines that only separate */
  border: string;
  /** lines that show where a control is: 3:1 against every surface */
  control: string;
  text: string;
  muted: string;
  /** accent as text, icon or focus ring */
  accent: string;
  /** accent as a fill that carries white text */
  accentFill: string;
  /** left rail of the staff shell, band of the portal */
  rail: string;
  railText: string;
  railActive: string;
  railActiveText: string;
}

/** A status tone: text on its own background, and the mark (icon) on any surface. */
export interface ToneColours {
  fg: string;
  bg: string;
  mark: string;
}

/** Surfaces by front end and scheme. */
export const surfaces: Record<Portal, Record<Scheme, Surfaces>> = {
  staff: {
    light: {
      page: '#ffffff',
      surface: '#ffffff',
      subtle: '#f8f7fa',
      hover: '#f5f2fb',
      selected: '#eee7fb',
      border: '#e4e1ea',
      control: '#8a8696',
      text: '#211f28',
      muted: '#63606f',
      accent: '#6438b0',
      accentFill: '#7647c9',
      rail: '#2b1a4a',
      railText: '#cdbfe8',
      railActive: '#4a3176',
      railActiveText: '#ffffff',
    },
    dark: {
      page: '#18171d',
      surface: '#18171d',
      subtle: '#1e1d24',
      hover: '#23212b',
      selected: '#2f2545',
      border: '#312f3a',
      control: '#787587',
      text: '#eceaf2',
      muted: '#a8a5b6',
      accent: '#bea7f0',
      accentFill: '#7647c9',
      rail: '#1d1330',
      railText: '#b9aad6',
      railActive: '#3a2860',
      railActiveText: '#ffffff',
    },
  },
  portal: {
    light: {
      page: '#f5f8fc',
      surface: '#ffffff',
      subtle: '#eff4fa',
      hover: '#eff5fc',
      selected: '#dfebf9',
      border: '#d9e2ed',
      control: '#7e8a99',
      text: '#1b2430',
      muted: '#566273',
      accent: '#18539c',
      accentFill: '#1f66bd',
      rail: '#ffffff',
      railText: '#445064',
      railActive: '#e6f0fb',
      railActiveText: '#18539c',
    },
    dark: {
      page: '#12161c',
      surface: '#191e26',
      subtle: '#1e242d',
      hover: '#212833',
      selected: '#1d3350',
      border: '#2d3541',
      control: '#758193',
      text: '#e8ecf2',
      muted: '#a2adbc',
      accent: '#8cb7eb',
      accentFill: '#1f66bd',
      rail: '#191e26',
      railText: '#b3bdca',
      railActive: '#1d3350',
      railActiveText: '#b7d2f3',
    },
  },
};

/** Status tones by scheme, the same in both front ends so that a status looks alike to staff and client. */
export const tones: Record<Scheme, Record<Tone, ToneColours>> = {
  light: {
    neutral: { fg: '#4b4856', bg: '#eeedf2', mark: '#63606f' },
    info: { fg: '#174f94', bg: '#e3eefb', mark: '#1f66bd' },
    progress: { fg: '#54309a', bg: '#eee7fb', mark: '#7647c9' },
    waiting: { fg: '#6d4b05', bg: '#fbf0d3', mark: '#926608' },
    success: { fg: '#17612f', bg: '#e0f3e5', mark: '#207f43' },
    warning: { fg: '#8a3f06', bg: '#fdebdc', mark: '#b3540c' },
    danger: { fg: '#9c241c', bg: '#fce5e3', mark: '#c4342b' },
  },
  dark: {
    neutral: { fg: '#d3d0dd', bg: '#302e39', mark: '#a8a5b6' },
    info: { fg: '#b7d2f3', bg: '#1a3150', mark: '#7db0ee' },
    progress: { fg: '#d6c7f6', bg: '#35255a', mark: '#b497f0' },
    waiting: { fg: '#f0d48c', bg: '#3b2f12', mark: '#dda628' },
    success: { fg: '#aee0bd', bg: '#17361f', mark: '#52b472' },
    warning: { fg: '#f6c8a3', bg: '#42270f', mark: '#e8914a' },
    danger: { fg: '#f5bdb9', bg: '#461a17', mark: '#ee7d75' },
  },
};

/** The internal note: amber paper, a lock and its own words, so that nobody writes a secret into a reply. */
export const note: Record<Scheme, { surface: string; border: string; text: string; label: string }> = {
  light: { surface: '#fdf5df', border: '#a0740f', text: '#2e2508', label: '#6d4b05' },
  dark: { surface: '#2b2412', border: '#a37a1c', text: '#f3e8c8', label: '#f0d48c' },
};
