// Tokens as the Bot Framework and Entra make them, and as somebody would forge them. Keys live as long as the process.
import {
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function newKey(kid: string = randomUUID()): SigningKey {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

const shared = new Map<string, SigningKey>();

/** Making keys is slow: one of each serves all servers of a process, and only when it is needed. */
export function sharedKey(whose: 'bot' | 'entra' | 'evil'): SigningKey {
  const key = shared.get(whose) ?? newKey();
  shared.set(whose, key);
  return key;
}

export function jwk(key: SigningKey): object {
  const { kid, publicKey } = key;
  return {
    ...publicKey.export({ format: 'jwk' }),
    kid,
    x5t: kid,
    use: 'sig',
    endorsements: ['msteams'],
  };
}

export type Claims = Readonly<Record<string, unknown>>;

/** Claims that are undefined are left out. */
export function signed(claims: Claims, key: SigningKey, header: object = {}): string {
  const text = `${part({ alg: 'RS256', typ: 'JWT', kid: key.kid, ...header })}.${part(claims)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key.privateKey).toString('base64url')}`;
}

/** The claims of a token that was signed with `key`, else null. */
export function opened(token: string, key: SigningKey): Claims | null {
  const [head = '', body = '', signature = ''] = token.split('.');
  const text = Buffer.from(`${head}.${body}`);
  if (!verify('RSA-SHA256', text, key.publicKey, Buffer.from(signature, 'base64url'))) return null;
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
}

export interface Occasion {
  readonly issuer: string;
  readonly appId: string;
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly key: SigningKey;
}

/** The header of a genuine request. */
export function genuine(about: Occasion): string {
  return `Bearer ${signed(claimsOf(about), about.key)}`;
}

/** Headers that must never be believed, by name. Undefined = no header at all. */
export function forgeries(about: Occasion): Readonly<Record<string, string | undefined>> {
  const { key } = about;
  const evil = sharedKey('evil');
  const entra = sharedKey('entra');
  const now = nowSeconds();
  const with_ = (claims: Claims, signer = key, header: object = {}) =>
    `Bearer ${signed({ ...claimsOf(about), ...claims }, signer, header)}`;
  const unsigned = part({ alg: 'none', typ: 'JWT', kid: key.kid });
  return {
    'no header': undefined,
    garbage: 'Bearer abc.def.ghi',
    'no token': 'Bearer ',
    basic: 'Basic dXNlcjpwYXNz',
    'lower-case scheme': genuine(about).replace('Bearer', 'bearer'),
    'another key under the same name': with_({}, { ...evil, kid: key.kid }),
    'an unknown key': with_({}, evil),
    'expired 10 minutes ago': with_({ nbf: now - 7_200, exp: now - 600 }),
    'not valid yet': with_({ nbf: now + 3_600, exp: now + 7_200 }),
    'no expiry': with_({ exp: undefined }),
    'for another bot': with_({ aud: randomUUID() }),
    'for nobody': with_({ aud: undefined }),
    'another issuer': with_({ iss: 'https://evil.example' }),
    'another service url': with_({ serviceurl: 'https://evil.example/teams/' }),
    'no service url': with_({ serviceurl: undefined }),
    'not signed': `Bearer ${unsigned}.${part(claimsOf(about))}.`,
    'not signed, with something behind': `Bearer ${unsigned}.${part(claimsOf(about))}.AAAA`,
    'signed with the public key as a secret': hmac(about),
    'our own token, played back': `Bearer ${signed(outgoingClaims(about, 3_600), entra)}`,
  };
}

/** What the bot is given to go out with. */
export function outgoingClaims(
  about: Pick<Occasion, 'appId' | 'tenantId'>,
  lifeSeconds: number,
): Claims {
  const now = nowSeconds();
  return {
    aud: 'https://api.botframework.com',
    iss: `https://sts.windows.net/${about.tenantId}/`,
    appid: about.appId,
    tid: about.tenantId,
    ver: '1.0',
    jti: randomUUID(),
    iat: now,
    nbf: now,
    exp: now + lifeSeconds,
  };
}

function claimsOf({ issuer, appId, serviceUrl }: Occasion): Claims {
  const now = nowSeconds();
  return { iss: issuer, aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3_600 };
}

function hmac(about: Occasion): string {
  const { key } = about;
  const text = `${part({ alg: 'HS256', typ: 'JWT', kid: key.kid })}.${part(claimsOf(about))}`;
  const secret = key.publicKey.export({ type: 'spki', format: 'pem' });
  return `Bearer ${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}
