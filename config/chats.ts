// What it takes to speak on Slack and on Teams. All of it or nothing: a platform that could send but not be verified, or the
// other way round, does not start. Tokens and passwords are never repeated.
import type { Environment } from './environment.ts';
import { type Faults, parseHttpUrl, readChoice, readUrl } from './variables.ts';

export interface SlackAccess {
  /** One bot token for each workspace. */
  readonly tokens: readonly string[];
  /** Null with Socket Mode. */
  readonly signingSecret: string | null;
  readonly appToken: string | null;
  /** Ends with a slash. */
  readonly apiUrl: string;
  readonly pace: 'on' | 'off';
}

export interface TeamsAccess {
  readonly appId: string;
  readonly password: string;
  readonly tenantId: string;
  /** Null, for these three, is the public cloud. */
  readonly openIdMetadataUrl: string | null;
  readonly tokenIssuer: string | null;
  readonly loginAuthority: string | null;
  /** Allowed prefixes, never none; the first is used until an activity names another. */
  readonly serviceUrls: readonly string[];
  readonly pace: 'on' | 'off';
}

const MAX_WORKSPACES = 50;
/** The global endpoint, used until an activity names a regional one, and the prefix of all of them. */
const PUBLIC_SERVICE_URLS = [
  'https://smba.trafficmanager.net/teams/',
  'https://smba.trafficmanager.net/',
];

export function readSlack(env: Environment, faults: Faults): SlackAccess | null {
  const pace = readChoice('SLACK_PACE', ['on', 'off'], env, faults) ?? 'on';
  const apiUrl = readUrl('SLACK_API_URL', env, faults) ?? 'https://slack.com/api';
  const tokens = [...new Set(listed(env.SLACK_BOT_TOKEN))];
  const signingSecret = env.SLACK_SIGNING_SECRET ?? null;
  const appToken = env.SLACK_APP_TOKEN ?? null;
  if (tokens.length === 0) {
    const half = signingSecret !== null ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN';
    if (signingSecret !== null || appToken !== null || env.SLACK_BOT_TOKEN !== undefined)
      faults.push(`SLACK_BOT_TOKEN is missing: Slack needs it beside ${half}`);
    return null;
  }
  if (signingSecret === null && appToken === null)
    faults.push(
      'SLACK_SIGNING_SECRET is missing: Slack needs it beside SLACK_BOT_TOKEN (or SLACK_APP_TOKEN for Socket Mode)',
    );
  if (tokens.length > MAX_WORKSPACES)
    faults.push(`SLACK_BOT_TOKEN lists more than ${MAX_WORKSPACES} tokens`);
  if (tokens.some((t) => !isHeaderSafe(t) || /^x(app|oxp)-/.test(t)))
    faults.push('SLACK_BOT_TOKEN must be bot tokens (xoxb-…), separated by commas');
  if (appToken !== null && (!isHeaderSafe(appToken) || /^xox[a-z]-/.test(appToken)))
    faults.push('SLACK_APP_TOKEN must be an app-level token (xapp-…)');
  return { tokens, signingSecret, appToken, apiUrl: `${apiUrl}/`, pace };
}

export function readTeams(env: Environment, faults: Faults): TeamsAccess | null {
  const pace = readChoice('TEAMS_PACE', ['on', 'off'], env, faults) ?? 'on';
  const openIdMetadataUrl = readUrl('BOT_OPENID_METADATA_URL', env, faults);
  const loginAuthority = readUrl('BOT_LOGIN_AUTHORITY', env, faults);
  const given = env.TEAMS_SERVICE_URLS;
  const serviceUrls = given === undefined ? PUBLIC_SERVICE_URLS : listed(given);
  if (serviceUrls.length === 0 || serviceUrls.some((url) => parseHttpUrl(url) === null))
    faults.push(
      'TEAMS_SERVICE_URLS must be addresses that begin with https:// or http://, separated by commas',
    );
  const {
    MICROSOFT_APP_ID: appId,
    MICROSOFT_APP_PASSWORD: password,
    MICROSOFT_APP_TENANT_ID: tenantId,
  } = env;
  const three = {
    MICROSOFT_APP_ID: appId,
    MICROSOFT_APP_PASSWORD: password,
    MICROSOFT_APP_TENANT_ID: tenantId,
  };
  if (appId === undefined || password === undefined || tenantId === undefined) {
    const names = Object.entries(three);
    const missing = names.filter(([, value]) => value === undefined).map(([name]) => name);
    if (missing.length < names.length)
      faults.push(
        `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing: Teams needs MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID, or none of them`,
      );
    return null;
  }
  const tokenIssuer = env.BOT_TOKEN_ISSUER ?? null;
  return {
    appId,
    password,
    tenantId,
    openIdMetadataUrl,
    tokenIssuer,
    loginAuthority,
    serviceUrls,
    pace,
  };
}

function listed(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isHeaderSafe(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}
