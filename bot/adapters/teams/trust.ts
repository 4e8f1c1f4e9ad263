// Who is who between Teams and us: proves the tokens that come in, and fetches the one that goes out. Everything of botbuilder's
// authentication stays in this file. It never works without an app id: botbuilder would then believe anybody.
import { ConfidentialClientApplication } from '@azure/msal-node';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { MsalAppCredentials, MsalServiceClientCredentialsFactory } from 'botframework-connector';
import type { Clock, Log } from '../../ports/system.ts';
import { entraLine } from './entra.ts';
import { within } from './within.ts';

export interface TrustOptions {
  readonly appId: string;
  readonly password: string;
  readonly tenantId: string;
  readonly openIdMetadataUrl: string | null;
  readonly tokenIssuer: string | null;
  readonly loginAuthority: string | null;
}

export interface Trust {
  readonly issuer: string;
  /** What an answer to an activity goes through. */
  adapter(): CloudAdapter;
  /** Whether the token was signed by the keys of the Bot Framework, for us, and for this activity's channel and address. */
  isGenuine(header: string, activity: Readonly<Record<string, unknown>>): Promise<boolean>;
  readonly credentials: MsalAppCredentials;
  /** Makes sure that there is a token to go out with. `fresh` forgets the one that was refused. */
  token(wish: 'cached' | 'fresh'): Promise<void>;
}

export const PUBLIC_OPENID = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
export const PUBLIC_ISSUER = 'https://api.botframework.com';
/** The clouds whose tokens go by another name than the public one's, by their issuer. */
const OTHER_SCOPES = new Set(['https://api.botframework.us', 'https://api.botframework.azure.cn']);
const PROOF_LIMIT_MS = 5_000;
/** Look-ups of keys that were asked for by tokens which nobody can prove yet: so many in so long. */
const LOOK_UPS = 5;
const LOOK_UPS_SPAN_MS = 5 * 60_000;
/** botbuilder keeps keys for ever by address; by the time one comes round again it looks them up by itself. */
const ADDRESSES = 64;

/** What a token to go out with is asked for. */
export function scopeOf(issuer: string): string {
  return OTHER_SCOPES.has(issuer) ? issuer : PUBLIC_ISSUER;
}

export function trust(
  options: TrustOptions,
  deps: { clock: Clock; log: Log; limitMs: number },
): Trust {
  const { appId, tenantId, password } = options;
  const issuer = options.tokenIssuer ?? PUBLIC_ISSUER;
  const authority = options.loginAuthority ?? `https://login.microsoftonline.com/${tenantId}`;
  const msal = new ConfidentialClientApplication({
    auth: {
      clientId: appId,
      clientSecret: password,
      authority,
      ...(options.loginAuthority === null ? {} : { knownAuthorities: [new URL(authority).host] }),
    },
    system: { networkClient: entraLine(deps.limitMs) },
  });
  // Two copies of the same type, one for each module system: the cast says that they are one.
  const factory = new MsalServiceClientCredentialsFactory(appId, msal as never);
  const credentials = new MsalAppCredentials(msal as never, appId, authority, scopeOf(issuer));
  const build = (lookUp: number) => authentication(options, { issuer, authority, lookUp, factory });

  let auth = build(0);
  let adapter = new CloudAdapter(auth);
  let lookUps = 0;
  let recent: readonly number[] = [];
  let fetching: Promise<void> | null = null;

  /** botbuilder keeps keys for a day and looks for an unknown one hourly: too long for somebody who waits for an answer. */
  function lookUpKeysAgain(): boolean {
    const now = deps.clock.now();
    recent = recent.filter((at) => now - at < LOOK_UPS_SPAN_MS);
    if (recent.length >= LOOK_UPS) return false;
    recent = [...recent, now];
    lookUps += 1;
    auth = build(lookUps % ADDRESSES);
    adapter = new CloudAdapter(auth);
    return true;
  }

  async function prove(
    header: string,
    activity: Readonly<Record<string, unknown>>,
  ): Promise<'genuine' | 'forged' | 'unknown'> {
    const { channelId, serviceUrl } = activity;
    try {
      // Only these two are read of an activity.
      const asked = { channelId, serviceUrl } as Parameters<typeof auth.authenticateRequest>[0];
      await within(PROOF_LIMIT_MS, auth.authenticateRequest(asked, header));
      return 'genuine';
    } catch (error) {
      deps.log.debug('a token of Teams was not genuine', { reason: nameOf(error) });
      // A wrong signature stays wrong; a key may be newer than what we know.
      return nameOf(error) === 'JsonWebTokenError' ? 'forged' : 'unknown';
    }
  }

  return {
    issuer,
    adapter: () => adapter,
    credentials,
    async isGenuine(header, activity) {
      const first = await prove(header, activity);
      if (first !== 'unknown' || !lookUpKeysAgain()) return first === 'genuine';
      return (await prove(header, activity)) === 'genuine';
    },
    token(wish) {
      fetching ??= within(deps.limitMs, credentials.getToken(wish === 'fresh'))
        .then(() => {})
        .finally(() => {
          fetching = null;
        });
      return fetching;
    },
  };
}

function authentication(
  options: TrustOptions,
  parts: {
    issuer: string;
    authority: string;
    lookUp: number;
    factory: MsalServiceClientCredentialsFactory;
  },
): ConfigurationBotFrameworkAuthentication {
  // botbuilder keeps the keys by address: another fragment, which is never sent, makes it fetch them anew.
  const suffix = parts.lookUp === 0 ? '' : `#${parts.lookUp}`;
  const openId = (options.openIdMetadataUrl ?? PUBLIC_OPENID) + suffix;
  return new ConfigurationBotFrameworkAuthentication(
    {
      // As soon as one of the addresses is set botbuilder wants all of them.
      MicrosoftAppId: options.appId,
      MicrosoftAppPassword: options.password,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: options.tenantId,
      ValidateAuthority: 'true',
      ToChannelFromBotLoginUrl: parts.authority,
      ToChannelFromBotOAuthScope: scopeOf(parts.issuer),
      ToBotFromChannelTokenIssuer: parts.issuer,
      OAuthUrl: scopeOf(parts.issuer),
      CallerId: 'urn:botframework:azure',
      ToBotFromChannelOpenIdMetadataUrl: openId,
      // The path of the emulator is pinned to the channel's keys: a dead end.
      ToBotFromEmulatorOpenIdMetadataUrl: openId,
    },
    parts.factory,
  );
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
