// The two places that say who is who, for the stand-in of Teams: the Bot Framework's keys, and Entra, which gives the bot the
// token that it goes out with.
import type { Reply, TeamsWorld } from './conversations.ts';
import type { Json } from './json.ts';
import { jwk, opened, outgoingClaims, type SigningKey, sharedKey, signed } from './tokens.ts';

export interface Identity {
  readonly world: TeamsWorld;
  readonly password: string;
  readonly given: Set<string>;
  readonly revoked: Set<string>;
  /** The last one signs. */
  keys: readonly SigningKey[];
}

export interface IdentityCall {
  readonly operation: 'keys' | 'token';
  readonly work: () => Reply;
}

export const ISSUER = 'https://api.botframework.test';

/** The addresses of the key server and of Entra. */
export function identityAt(
  state: Identity,
  path: string,
  origin: string,
  text: string,
): IdentityCall | null {
  const { tenantId } = state.world;
  const keys = (body: Json): IdentityCall => ({
    operation: 'keys',
    work: () => ({ status: 200, body }),
  });
  if (path === '/bf/openid') return keys({ issuer: ISSUER, jwks_uri: `${origin}/bf/keys` });
  if (path === '/bf/keys') return keys({ keys: state.keys.map(jwk) });
  const authority = `${origin}/${tenantId}`;
  if (path === `/${tenantId}/v2.0/.well-known/openid-configuration`) {
    return keys({
      issuer: `${authority}/v2.0`,
      authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
      token_endpoint: `${authority}/oauth2/v2.0/token`,
      jwks_uri: `${authority}/keys`,
    });
  }
  if (path !== `/${tenantId}/oauth2/v2.0/token`) return null;
  return { operation: 'token', work: () => token(state, text) };
}

function token(state: Identity, text: string): Reply {
  const form = new URLSearchParams(text);
  const { world, password } = state;
  const isRight =
    form.get('client_id') === world.appId &&
    form.get('client_secret') === password &&
    form.get('grant_type') === 'client_credentials' &&
    form.get('scope')?.includes('https://api.botframework.com/.default');
  if (!isRight) {
    return {
      status: 401,
      body: { error: 'invalid_client', error_description: 'AADSTS7000215: wrong secret' },
    };
  }
  const made = signed(outgoingClaims(world, 3_599), sharedKey('entra'));
  state.given.add(made);
  return {
    status: 200,
    body: { token_type: 'Bearer', expires_in: 3_599, ext_expires_in: 3_599, access_token: made },
  };
}

/** Whether a call carries a token that was given out here, for this bot, and still counts. */
export function isOurBot(state: Identity, header: string | undefined): boolean {
  const given = /^Bearer (\S+)$/.exec(header ?? '')?.[1] ?? '';
  if (!state.given.has(given) || state.revoked.has(given)) return false;
  const claims = opened(given, sharedKey('entra'));
  return claims?.appid === state.world.appId && Number(claims.exp) * 1_000 > Date.now();
}
