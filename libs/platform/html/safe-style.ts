const colour = /^(#[0-9a-f]{3,8}|rgba?\([\d\s.,%/]{1,40}\)|[a-z]{3,25})$/i;
const length = /^\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%|in|cm|mm)?$/i;
const lengths =
  /^(\d{1,3}(\.\d{1,3})?(px|pt|em|rem|%|in|cm|mm)?|auto)( (\d{1,3}(\.\d{1,3})?(px|pt|em|rem|%|in|cm|mm)?|auto)){0,3}$/i;
const border =
  /^(none|0|\d{1,2}(\.\d{1,2})?(px|pt)( (solid|dashed|dotted|double|none))?( (#[0-9a-f]{3,8}|rgba?\([\d\s.,%/]{1,40}\)|[a-z]{3,25}))?)$/i;

/** Nothing here can fetch, run, cover other parts of the page or leave the mail's own box. */
const styles = new Map<string, RegExp>(
  Object.entries({
    color: colour,
    background: colour,
    'background-color': colour,
    'font-weight': /^(normal|bold|bolder|lighter|[1-9]00)$/i,
    'font-style': /^(normal|italic|oblique)$/i,
    'font-size': /^(\d{1,2}(\.\d{1,3})?(px|pt|em|rem)|\d{1,3}%|(x{1,2}-)?(small|large)|medium|smaller|larger)$/i,
    'line-height': /^(normal|\d{1,2}(\.\d{1,3})?(px|pt|em|rem|%)?)$/i,
    'text-align': /^(left|right|center|justify|start|end)$/i,
    'text-decoration': /^(none|underline|line-through|overline)$/i,
    'text-transform': /^(none|uppercase|lowercase|capitalize)$/i,
    'vertical-align': /^(top|middle|bottom|baseline|sub|super)$/i,
    'white-space': /^(normal|nowrap|pre|pre-wrap|pre-line)$/i,
    'list-style-type': /^[a-z-]{3,25}$/i,
    width: length,
    'max-width': length,
    height: length,
    padding: lengths,
    'padding-top': length,
    'padding-right': length,
    'padding-bottom': length,
    'padding-left': length,
    margin: lengths,
    'margin-top': length,
    'margin-right': length,
    'margin-bottom': length,
    'margin-left': length,
    border: border,
    'border-top': border,
    'border-right': border,
    'border-bottom': border,
    'border-left': border,
    'border-collapse': /^(collapse|separate)$/i,
  }),
);
const maxDeclarations = 50;
const maxDeclarationLength = 150;

/**
 * The declarations of a style attribute that are allowed for mail, in their order. No value that passes can hold a
 * semicolon, a quote, an escape or a function other than a colour, so splitting at semicolons is enough.
 */
export function safeStyle(style: string): string {
  const kept: string[] = [];
  for (const declaration of style.split(';', maxDeclarations)) {
    if (declaration.length > maxDeclarationLength) continue;
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, colon).trim().toLowerCase();
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important\s*$/i, '')
      .trim();
    if (styles.get(property)?.test(value)) kept.push(`${property}:${value}`);
  }
  return kept.join(';');
}
