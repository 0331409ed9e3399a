// A real OpenID provider for tests, as a program of its own: `node oidc-server.mjs <callback address>` prints `{"issuer": …}` once it listens.
// `POST /be?sub=…&email=…&verified=yes` says who is signed in there; every question is then answered without a form.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const callback = process.argv[2];
let person = { sub: 'nobody', email: 'nobody@sso.test', verified: true };

function configuration() {
  return {
    clients: [
      {
        client_id: 'kelp',
        client_secret: 'a-secret-of-the-provider',
        redirect_uris: [callback],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: person.email, email_verified: person.verified, name: `Person ${id}` }),
    }),
    cookies: { keys: ['a key for tests only'] },
  };
}

async function answer(provider, request, response) {
  const details = await provider.interactionDetails(request, response);
  if (details.prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: person.sub, remember: false } });
  }
  const grant = new provider.Grant({ accountId: details.session.accountId, clientId: details.params.client_id });
  grant.addOIDCScope('openid email profile');
  return provider.interactionFinished(
    request,
    response,
    { consent: { grantId: await grant.save() } },
    { mergeWithLastSubmission: true },
  );
}

const server = createServer();
server.listen(Number(process.argv[3] ?? 0), '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration());
  const handle = provider.callback();
  server.on('request', (request, response) => {
    const url = new URL(request.url, issuer);
    if (url.pathname === '/be') {
      person = {
        sub: url.searchParams.get('sub'),
        email: url.searchParams.get('email') ?? '',
        verified: url.searchParams.get('verified') === 'yes',
      };
      return response.end('ok');
    }
    if (url.pathname.startsWith('/interaction/'))
      return void answer(provider, request, response).catch((error) => response.writeHead(500).end(String(error)));
    return handle(request, response);
  });
  process.stdout.write(`${JSON.stringify({ issuer })}\n`);
});
