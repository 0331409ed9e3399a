const escaped = (text: unknown): string => String(text).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** The payment page of the double: what is paid, and what the person may choose to happen. */
export function hostedPage(session: Record<string, unknown>): string {
  const amount = (Number(session['amount_total']) / 100).toFixed(2);
  const items = (session['items'] as unknown[]).map((name) => `<li>${escaped(name)}</li>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pretended payment</title>
<meta name="viewport" content="width=device-width"><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem;color:#1f2937}
button{font:inherit;padding:.6rem 1rem;margin:.25rem .25rem 0 0}</style></head><body>
<h1>Pretended payment</h1><p>This page stands for the provider's own. No card is asked for and no money moves.</p>
<p><strong>${escaped(amount)} ${escaped(String(session['currency']).toUpperCase())}</strong></p><ul>${items}</ul>
<form method="post"><button name="choice" value="pay">Pay</button><button name="choice" value="later">Pay, confirmed later</button>
<button name="choice" value="cancel">Cancel</button></form></body></html>`;
}
