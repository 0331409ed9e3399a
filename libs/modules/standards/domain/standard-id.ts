const slug = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The library's own name of a type: `standardId('category', 'itil', 'Network', 'VPN')` gives `category.itil.network.vpn`. */
export const standardId = (...parts: readonly [string, ...string[]]): string => parts.map(slug).join('.');
