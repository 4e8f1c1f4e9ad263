// `policy`: the ladders in words, a new one or another one under its name, and away with one that nobody uses. Alerts that are
// climbing keep the steps they were opened with.
import type { PolicyCommand } from '../../bot/core/command/rules.ts';
import type { Person } from '../../bot/core/plant.ts';
import { type Json, type PlantDocument, valueAt } from '../../bot/core/plant-change.ts';
import type { InForce } from '../../bot/ports/plant.ts';
import type { RuleReply } from '../../cards/rules/model.ts';
import type { Deps } from '../deps.ts';
import { changeRules, refused, set } from './change.ts';

export async function onPolicy(
  command: PolicyCommand,
  by: Person,
  base: InForce,
  deps: Deps,
): Promise<RuleReply> {
  const { plant } = deps.around;
  if (command.ask === 'list') return { kind: 'policies', policies: [...plant.policies.values()] };
  const { name } = command;
  const path = ['policies', name];
  if (command.ask === 'set') {
    const { steps, expire, idle } = command;
    const value: Json = {
      // Quiet hours and the like stay as they are.
      ...others(valueAt(base.document, path)),
      steps: steps.map(({ to, after }) => ({ to, after })),
      ...(expire === null ? {} : { expire }),
      ...(idle === null ? {} : { idle }),
    };
    return changeRules(by, base, set(base, path, value), deps);
  }
  const policy = plant.policies.get(name);
  if (policy === undefined) return refused({ code: 'unknown', what: 'policy', name });
  if (command.ask === 'show') return { kind: 'policies', policies: [policy] };
  const routes = plant.routes.flatMap((r, i) => (r.policy === name ? [i + 1] : []));
  if (routes.length > 0)
    return refused({ code: 'policy-in-use', name, users: { routes, policies: [] } });
  return changeRules(by, base, set(base, path, null), deps);
}

/** What a policy says beside its ladder. */
function others(policy: Json): PlantDocument {
  if (policy === null || typeof policy !== 'object' || Array.isArray(policy)) return {};
  const { steps: _steps, expire: _expire, idle: _idle, ...rest } = policy as PlantDocument;
  return rest;
}
