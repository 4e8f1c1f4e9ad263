// `claim CODE`: the first admin. The code was printed where the bot was started; it is kept as a hash, works once, and guessing
// it is slow. Where there is an admin already, the answer is who that is.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Person } from '../../bot/core/plant.ts';
import { HOUR } from '../../bot/core/time.ts';
import type { CommandCall } from '../../bot/ports/chat.ts';
import type { Store } from '../../bot/ports/store.ts';
import type { RuleReply } from '../../cards/rules/model.ts';
import { DECIDE_ATTEMPTS, type Deps } from '../deps.ts';
import { changeRules, refused, set } from './change.ts';
import { freeKey } from './people.ts';

/** How often one person may try within an hour. */
export const CLAIM_TRIES = 5;
const CODE_BYTES = 15;
const HASH_NOTE = 'claim-code-hash';
const CLAIMER_NOTE = 'claim-code-used-by';

/** A new code for a plant without an admin; null when one was made before. Only its hash is kept. */
export async function claimCode(store: Pick<Store, 'secret'>): Promise<string | null> {
  const code = randomBytes(CODE_BYTES).toString('hex');
  const hash = hashOf(code);
  return (await store.secret(HASH_NOTE, hash)) === hash ? code : null;
}

export async function onClaim(
  code: string,
  call: CommandCall,
  by: Person,
  deps: Deps,
): Promise<RuleReply> {
  if (hasAdmin(deps)) return over(deps);
  if (!(await mayTry(by, deps))) return refused({ code: 'claim-too-often' });
  const kept = await deps.store.secret(HASH_NOTE, hashOf(randomBytes(CODE_BYTES).toString('hex')));
  if (!isSame(hashOf(code.trim().toLowerCase()), kept)) return refused({ code: 'claim-wrong' });
  // Whoever was first with the code may try again, should the process end here; nobody else may.
  const claimer = await deps.store.secret(CLAIMER_NOTE, by.id);
  if (claimer !== by.id) return over(deps);
  for (let attempt = 1; attempt <= DECIDE_ATTEMPTS; attempt += 1) {
    const reply = await makeAdmin(call, by, deps);
    if (reply.kind === 'changed') return { kind: 'claimed', name: by.name };
    if (reply.kind !== 'refused' || reply.why.code !== 'changed-meanwhile') return reply;
    if (hasAdmin(deps)) return over(deps);
  }
  return over(deps);
}

function hasAdmin({ around }: Deps): boolean {
  return around.plant.people.some((p) => p.roles.includes('admin'));
}

function over({ around }: Deps): RuleReply {
  const admins = around.plant.people.filter((p) => p.roles.includes('admin')).map((p) => p.name);
  return refused({ code: 'claim-over', admins });
}

/** Each try takes a place that is free again an hour later. */
async function mayTry(by: Person, { store, clock }: Deps): Promise<boolean> {
  for (let place = 1; place <= CLAIM_TRIES; place += 1) {
    if (await store.once(`claim:${by.id}:${place}`, clock.now() + HOUR)) return true;
  }
  return false;
}

function makeAdmin(call: CommandCall, by: Person, deps: Deps): Promise<RuleReply> {
  const base = deps.inForce;
  const { people } = deps.around.plant;
  const known = people.find((p) => p.key === by.key);
  if (known !== undefined) {
    const roles = [...new Set([...known.roles, 'admin'])].filter((r) => r !== 'technician');
    return changeRules(by, base, set(base, ['people', known.key, 'roles'], roles), deps);
  }
  const { platform, users } = call.sender;
  const identity = users[0] === undefined ? {} : { [platform]: users[0] };
  const entry = { name: by.name, roles: ['admin'], ...identity };
  return changeRules(by, base, set(base, ['people', freeKey(by.name, people)], entry), deps);
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

/** In a time that does not tell how much of it was right. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
