/** Plain server-rendered pages for operators: they must open when everything else is broken, so they need no script and no React. */

import { escapeHtml } from '@kelp/std';

/** HTML that is finished and needs no escaping. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Tagged template: every value is escaped unless it is `Html` itself or a list of it. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Html {
  const shown = values.map((value) => {
    if (value instanceof Html) return value.text;
    if (Array.isArray(value))
      return value.map((one) => (one instanceof Html ? one.text : escapeHtml(String(one)))).join('');
    return escapeHtml(String(value ?? ''));
  });
  return new Html(strings.reduce((all, part, index) => all + part + (shown[index] ?? ''), ''));
}

const style = `
:root{color-scheme:light dark;--line:light-dark(#e3e1ea,#38353f);--quiet:light-dark(#635e70,#a9a3b5);--accent:light-dark(#5b3fa8,#b9a4f5);--bad:light-dark(#b3261e,#ff9a92)}
*{box-sizing:border-box}body{margin:0;font:14px/1.5 system-ui,sans-serif;background:light-dark(#fff,#17151b);color:light-dark(#211d29,#eceaf1)}
header{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:baseline;padding:12px 24px;border-bottom:1px solid var(--line)}header strong{font-size:15px}
header a{color:inherit;text-decoration:none;padding:4px 0}header a[aria-current]{color:var(--accent);font-weight:600}a{color:var(--accent)}a:focus-visible,button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
main{max-width:1180px;margin:0 auto;padding:20px 24px 48px}h1{font-size:20px;margin:0 0 4px}h2{font-size:15px;margin:28px 0 8px}p{margin:4px 0 12px;max-width:75ch}.quiet{color:var(--quiet)}.bad{color:var(--bad);font-weight:600}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:16px 0}.figures div{border:1px solid var(--line);border-radius:6px;padding:10px 12px}.figures b{display:block;font-size:20px;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}th{font-weight:600;color:var(--quiet);white-space:nowrap}
td{font-variant-numeric:tabular-nums}code,pre{font:12.5px/1.5 ui-monospace,monospace}pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:6px;padding:12px;margin:8px 0}
button{font:inherit;padding:4px 12px;border:1px solid var(--line);border-radius:6px;background:none;color:inherit;cursor:pointer;min-height:28px}iframe{width:100%;height:420px;border:1px solid var(--line);border-radius:6px;background:#fff}form{display:inline}`;

const places = [
  ['/admin', 'Overview'],
  ['/admin/events', 'Events'],
  ['/admin/queues', 'Queues'],
  ['/admin/mail', 'Caught mail'],
] as const;

/** A whole operator page. */
export function operatorPage(title: string, here: string, body: Html): string {
  const links = places.map(
    ([href, label]) => html`<a href="${href}" ${here === href ? new Html(' aria-current="page"') : ''}>${label}</a>`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${title} · Kelp operations</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <header><strong>Kelp operations</strong>${links}<a href="/">Back to Kelp</a></header>
        <main>${body}</main>
      </body>
    </html>`.text;
}

/** The policy of these pages: no script at all; a frame only for a caught mail. */
export const operatorPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'";
