/** An identity provider over real HTTP: just enough of OpenID Connect, and as strict about it as a real one. */

import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Who is signed in at the provider just now, as it tells others. */
export type ProviderPerson = {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
};

/** The provider, and what can be made to go wrong. */
export type OidcProvider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `null`: whoever comes declines. */
  person: ProviderPerson | null;
  /** Changes the claims before they are signed. */
  forge: (claims: Record<string, unknown>) => Record<string, unknown>;
  /** Signs with a key that is not published. */
  foreignKey: boolean;
  /** Tokens that were given out. */
  readonly tokens: number;
  close(): Promise<void>;
};

type Grant = {
  readonly challenge: string;
  readonly nonce: string;
  readonly redirect: string;
  readonly person: ProviderPerson;
};

/** Starts it on a free port of this machine. */
export async function startOidcProvider(): Promise<OidcProvider> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const grants = new Map<string, Grant>();
  let tokens = 0;
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: OidcProvider = {
    ...{ issuer, clientId: 'em-noi', clientSecret: 'a secret of the provider', foreignKey: false },
    person: { sub: 'person-1', email: 'an@ministry.example', email_verified: true, name: 'An' },
    forge: (claims) => claims,
    get tokens() {
      return tokens;
    },
    close: () => closeServer(server),
  };
  return provider;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer);
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(response, {
          ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
          ...{ jwks_uri: `${issuer}/jwks`, id_token_signing_alg_values_supported: ['RS256'] },
          response_types_supported: ['code'],
        });
      case '/jwks':
        return json(response, {
          keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' }],
        });
      case '/authorize':
        return authorize(url.searchParams, response);
      case '/token':
        return give(await readBody(request), request, response);
      default:
        response.writeHead(404).end();
    }
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const redirect = query.get('redirect_uri') ?? '';
    const back = new URL(redirect);
    back.searchParams.set('state', query.get('state') ?? '');
    const isSound =
      query.get('client_id') === provider.clientId &&
      query.get('code_challenge_method') === 'S256' &&
      query.get('nonce') !== null &&
      query.get('scope')?.split(' ').includes('openid') === true;
    if (!isSound) {
      response.writeHead(400).end();
      return;
    }
    if (provider.person === null) back.searchParams.set('error', 'access_denied');
    else {
      const code = randomUUID();
      const { person } = provider;
      const [challenge, nonce] = [query.get('code_challenge') ?? '', query.get('nonce') ?? ''];
      grants.set(code, { challenge, nonce, redirect, person });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  function give(body: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    const grant = grants.get(body.get('code') ?? '');
    grants.delete(body.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    const isSound = grant?.challenge === challenge && grant.redirect === body.get('redirect_uri');
    if (grant === undefined || !isSound || !knowsSecret(body, request)) {
      json(response, { error: 'invalid_grant' }, 400);
      return;
    }
    tokens += 1;
    const now = Math.floor(Date.now() / 1000);
    const claims = provider.forge({
      ...{ iss: issuer, aud: provider.clientId, iat: now, exp: now + 300, nonce: grant.nonce },
      ...grant.person,
    });
    const key = provider.foreignKey ? foreign.privateKey : own.privateKey;
    json(response, {
      token_type: 'Bearer',
      access_token: randomUUID(),
      expires_in: 300,
      id_token: signed(claims, key),
    });
  }

  function knowsSecret(body: URLSearchParams, request: IncomingMessage): boolean {
    const basic = Buffer.from(
      request.headers.authorization?.replace(/^Basic /, '') ?? '',
      'base64',
    ).toString();
    const { clientId, clientSecret } = provider;
    const byBasic = basic.split(':').map(decodeURIComponent).join(':') === `${clientId}:${clientSecret}`;
    return byBasic || (body.get('client_id') === clientId && body.get('client_secret') === clientSecret);
  }
}

function signed(claims: Record<string, unknown>, key: KeyObject): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = `${part({ alg: 'RS256', typ: 'JWT', kid: 'own' })}.${part(claims)}`;
  return `${head}.${sign('RSA-SHA256', Buffer.from(head), key).toString('base64url')}`;
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
