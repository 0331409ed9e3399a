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

// Handlebars knows these two by itself; one would write a mail's secrets to the log, the other would reach what the check of names never saw.
const helpers = { if: true, unless: true, each: true, with: true, log: false, lookup: false };

// A text of a few lines that repeats itself within itself would keep the whole program busy for hours.
const maxRepeats = 20_000;
const maxOutput = 2_000_000;

/** Refuses what a text can call itself by: partials and decorators. */
class NoParts extends Handlebars.Visitor {
  override PartialStatement = refusePart;
  override PartialBlockStatement = refusePart;
  override Decorator = refusePart;
  override DecoratorBlock = refusePart;
}

function refusePart(): never {
  throw new Error('parts by "{{> …}}" and "{{* …}}" are not known here. Write the text out.');
}

/** Handlebars' own `each` within a measure for the whole text. */
function measuredEach(): Handlebars.HelperDelegate {
  let repeats = 0;
  let length = 0;
  return function (this: unknown, list: unknown, options: Handlebars.HelperOptions): unknown {
    const fn: Handlebars.TemplateDelegate = (item, settings) => {
      const text = options.fn(item, settings);
      repeats += 1;
      length += text.length;
      if (repeats > maxRepeats || length > maxOutput)
        throw new Error('it repeats too much. Put fewer lists into each other.');
      return text;
    };
    return (Handlebars.helpers['each'] as Handlebars.HelperDelegate).call(this, list, { ...options, fn });
  };
}

/** Compiled once per text, strictly: an unknown variable is an error, prototypes are out of reach, only the four block helpers exist. */
function compile(source: string, isHtml: boolean): Handlebars.TemplateDelegate {
  if (source.length > maxTemplate) throw invalid('The template is too long (200,000 characters at most).');
  const key = `${isHtml}:${sha256(source)}`;
  let template = compiled.get(key);
  if (!template) {
    const parsed = Handlebars.parse(source);
    new NoParts().accept(parsed);
    template = Handlebars.compile(parsed, {
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
    compile(source, isHtml)(props, { allowProtoPropertiesByDefault: false, helpers: { each: measuredEach() } });
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
