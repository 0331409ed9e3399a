import { abilities, contract, instant, longText, z } from '@kelp/kernel/contract';

const emailName = z.string().max(100);
const locale = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'Give a language such as en or de.');
const template = {
  subject: z.string().trim().min(1, 'Give a subject.').max(300),
  html: longText(200_000).refine((text) => text.trim() !== '', 'Give the mail a text.'),
  text: longText(200_000).refine((text) => text.trim() !== '', 'Give the mail a plain text for readers without HTML.'),
};

export const emailTemplateRow = z.object({
  name: z.string(),
  audience: z.enum(['client', 'internal']),
  subject: z.string(),
  /** The languages in which this workspace has its own text. */
  ownLocales: z.array(z.string()),
});
export type EmailTemplateRow = z.output<typeof emailTemplateRow>;

export const listEmailTemplates = contract({
  name: 'email_template.list',
  input: z.object({}),
  output: z.object({ rows: z.array(emailTemplateRow) }),
});

const templateText = z.object({ subject: z.string(), html: z.string(), text: z.string() });

export const getEmailTemplate = contract({
  name: 'email_template.get',
  input: z.object({ name: emailName, locale: locale.default('en') }),
  output: z.object({
    name: z.string(),
    locale: z.string(),
    audience: z.enum(['client', 'internal']),
    /** Every language with a text of the workspace or of the program. */
    locales: z.array(z.string()),
    variables: z.array(
      z.object({ name: z.string(), type: z.enum(['text', 'number', 'yes_no', 'list', 'group']), example: z.string() }),
    ),
    /** The shipped text in this language, or in what it falls back to. */
    shipped: templateText.extend({ locale: z.string() }),
    /** `base`: the shipped text beside which it was written, when the shipped one is another now. */
    own: templateText.extend({ version: z.number(), base: templateText.nullable() }).nullable(),
    abilities,
  }),
});

export const previewEmailTemplate = contract({
  name: 'email_template.preview',
  input: z.object({ name: emailName, ...template }),
  output: templateText,
});

export const saveEmailTemplate = contract({
  name: 'email_template.save',
  input: z.object({ name: emailName, locale: locale.default('en'), version: z.number().int().optional(), ...template }),
  output: z.object({ version: z.number() }),
});

/** Every text that the workspace has saved for a mail, newest first; the latest 50. */
export const listEmailTemplateVersions = contract({
  name: 'email_template.versions',
  input: z.object({ name: emailName, locale: locale.default('en') }),
  output: z.object({
    rows: z.array(templateText.extend({ number: z.number(), savedAt: instant, savedByName: z.string() })),
  }),
});
export type EmailTemplateVersion = z.output<typeof listEmailTemplateVersions.output>['rows'][number];

/** Says that the change of the shipped text was looked at; the own text stays as it is. */
export const acceptShippedTemplate = contract({
  name: 'email_template.accept_shipped',
  input: z.object({ name: emailName, locale: locale.default('en'), version: z.number().int() }),
  output: z.object({ version: z.number() }),
});

/** Goes back to the shipped text. */
export const resetEmailTemplate = contract({
  name: 'email_template.reset',
  input: z.object({ name: emailName, locale: locale.default('en') }),
  output: z.object({ wasOwn: z.boolean() }),
});
