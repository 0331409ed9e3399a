import Handlebars from 'handlebars';
import { sha256 } from '@kelp/platform/crypto';
import { invalid } from '@kelp/std';

export interface Template {
  subject: string;
  html: string;
  text: string;
}

export interface Rendered {
  subject: string;
  html: string;
  text: string;
}

const compiled = new Map<string, Handlebars.TemplateDelegate>();
const maxCompiled = 500;
const maxTemplate = 200_000;

const helpers = { if: true, unless: true, each: true, with: true };

/** Compiled once per text, strictly: an unknown variable is an error, prototypes are out of reach, only the four block helpers exist. */
function compile(source: string, isHtml: boolean): Handlebars.TemplateDelegate {
  if (source.length > maxTemplate) throw invalid('The template is too long (200,000 characters at most).');
  const key = `${isHtml}:${sha256(source)}`;
  let template = compiled.get(key);
  if (!template) {
    template = Handlebars.compile(source, {
      strict: true,
      noEscape: !isHtml,
      knownHelpers: helpers,
      knownHelpersOnly: true,
    });
    if (compiled.size >= maxCompiled) compiled.clear();
    compiled.set(key, template);
  }
  return template;
}

/** Renders subject, HTML (escaped) and text with these props. Throws invalid with Handlebars' own words for a broken template. */
export function renderTemplate(template: Template, props: Record<string, unknown>): Rendered {
  const render = (source: string, isHtml: boolean) =>
    compile(source, isHtml)(props, { allowProtoPropertiesByDefault: false });
  try {
    return {
      subject: render(template.subject, false).replace(/\s+/g, ' ').trim().slice(0, 300),
      html: render(template.html, true),
      text: render(template.text, false),
    };
  } catch (error) {
    throw invalid(`The template cannot be rendered: ${error instanceof Error ? error.message : 'unknown reason'}`);
  }
}
