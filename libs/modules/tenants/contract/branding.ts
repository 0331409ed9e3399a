import { contract, lineOfText, z } from '@kelp/kernel/contract';

/** A picture as base64 with the name of its file: at most 500 KB. What it really is, is told by its bytes (`pictureType`). */
export const picture = z.object({
  name: lineOfText(200),
  content: z
    .string()
    .min(1, 'Choose a picture.')
    .max(700_000, 'A logo has at most 500 KB. Make the picture smaller.')
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'Give the picture as base64.'),
});

const branding = z.object({
  /** The name of the workspace; changed with the workspace itself. */
  name: z.string(),
  /** `#rrggbb` as it was chosen; null for Kelp's blue. Pages and mails show the nearest tone of it that can be read. */
  colour: z.string().nullable(),
  /** `url` is an address below the public one; it stays good in mails after another logo was chosen. */
  logo: z.object({ id: z.uuid(), url: z.string() }).nullable(),
  version: z.number(),
});

export const getBranding = contract({ name: 'branding.get', input: z.object({}), output: branding });

/** What is left out stays, null takes it away. */
export const saveBranding = contract({
  name: 'branding.save',
  input: z.object({
    version: z.number().int().optional(),
    colour: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^#[0-9a-f]{6}$/, 'Give a colour as six digits, such as #1f66bd.')
      .nullable()
      .optional(),
    logo: picture.nullable().optional(),
  }),
  output: branding,
});
