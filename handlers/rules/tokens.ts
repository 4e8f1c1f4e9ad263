// `token`: the API tokens by name, a new one, and away with one; for admins. The secret leaves once, in the answer to whoever
// asked for it; what is kept is its hash.
import { createHash, randomBytes } from 'node:crypto';
import type { TokenCommand, TypedScope } from '../../bot/core/command/rules.ts';
import type { Person } from '../../bot/core/plant.ts';
import type { Token } from '../../bot/ports/store.ts';
import type { Choice, RuleReply, ShownToken } from '../../cards/rules/model.ts';
import type { Deps } from '../deps.ts';
import { refused } from './change.ts';

/** How many tokens there may be; the API has the same limit. */
export const TOKENS_LIMIT = 1_000;
const SECRET_BYTES = 32;

export async function onToken(command: TokenCommand, by: Person, deps: Deps): Promise<RuleReply> {
  const tokens = await deps.store.tokens();
  if (command.ask === 'list') return { kind: 'tokens', tokens: tokens.map((t) => shown(t, deps)) };
  const { name } = command;
  const named = tokens.filter((t) => t.name.toLowerCase() === name.toLowerCase());
  if (command.ask === 'revoke') return revoke(name, named, by, deps);
  if (named.length > 0) return refused({ code: 'token-exists', name });
  if (tokens.length >= TOKENS_LIMIT) return refused({ code: 'too-many-tokens' });
  return command.scopes.length === 0 ? whichScopes(command) : make(command, by, deps);
}

function shown({ name, scopes, expiresAt }: Token, deps: Deps): ShownToken {
  const isExpired = expiresAt !== null && expiresAt <= deps.clock.now();
  return { name, scopes, expiresAt, isExpired };
}

/** Names are not unique in the API: all that bear it go. */
async function revoke(
  name: string,
  named: readonly Token[],
  by: Person,
  deps: Deps,
): Promise<RuleReply> {
  if (named.length === 0) return refused({ code: 'unknown', what: 'token', name });
  for (const { id } of named) {
    await deps.store.removeToken(id);
    deps.log.info('a token was withdrawn', { id, by: by.id });
  }
  return { kind: 'revoked', name };
}

function whichScopes({ name }: Extract<TokenCommand, { readonly ask: 'add' }>): RuleReply {
  const sets: readonly (readonly TypedScope[])[] = [['ingest'], ['read'], ['ingest', 'read']];
  const choices = sets.map((scopes): Choice => {
    const text = scopes.join(',');
    return { label: { code: 'input', text }, command: `token add ${name} ${text}` };
  });
  return { kind: 'prompt', question: { code: 'which-scopes', name }, choices };
}

async function make(
  { name, scopes, forMs }: Extract<TokenCommand, { readonly ask: 'add' }>,
  by: Person,
  deps: Deps,
): Promise<RuleReply> {
  const secret = `andon_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const now = deps.clock.now();
  const token: Token = {
    id: deps.ids.next(),
    name,
    hash: createHash('sha256').update(secret).digest('hex'),
    scopes,
    createdAt: now,
    expiresAt: forMs === null ? null : now + forMs,
    perSecond: null,
  };
  await deps.store.addToken(token);
  deps.log.info('a token was made', { id: token.id, scopes, by: by.id });
  return { kind: 'secret', token: shown(token, deps), secret };
}
