import { buildRegistry, renderTemplate, type EmailType } from '@kelp/kernel';
import { productModules } from '@kelp/product';

const mails = [...buildRegistry(productModules).emails.values()];

/** The variables of a text, those in conditions too, each once. */
const variablesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\{?(?:#if )?([a-zA-Z]+)\}?\}\}/g)].map(([, name = '']) => name))]
    .filter((name) => name !== 'else')
    .sort();

const german = ({ name, translations }: EmailType) => {
  const found = translations?.['de'];
  if (!found) throw new Error(`${name} has no German text. Give it translations.de beside the English one.`);
  return found;
};

it('knows mails', () => expect(mails.length).toBeGreaterThan(20));

it.each(mails.map((mail) => [mail.name, mail] as const))(
  '%s is there in German, says the same things and can be filled in',
  (_name, mail) => {
    const text = german(mail);
    for (const part of ['subject', 'html', 'text'] as const)
      expect([part, variablesIn(text[part])]).toEqual([part, variablesIn(mail[part])]);
    const props = mail.props.parse(mail.sample) as Record<string, unknown>;
    const filled = renderTemplate(text, props);
    expect(`${filled.subject} ${filled.text}`).not.toMatch(/\{\{|\bHello\b/);
    // what is no more than variables may be the same; the body never is
    expect(filled.text).not.toBe(renderTemplate(mail, props).text);
  },
);
