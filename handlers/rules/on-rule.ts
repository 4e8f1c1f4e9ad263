// Somebody typed a command about the rules. Leads and admins change them, and the tokens are the admins'; everybody else is
// told so in one sentence. What is changed is the plant that was in force when they typed.
import type { RuleCommand } from '../../bot/core/command/rules.ts';
import { kpis } from '../../bot/core/kpi/report.ts';
import type { Person } from '../../bot/core/plant.ts';
import { isAdmin, isLead } from '../../bot/core/rights.ts';
import type { CommandCall } from '../../bot/ports/chat.ts';
import type { InForce } from '../../bot/ports/plant.ts';
import type { RuleReply } from '../../cards/rules/model.ts';
import type { Deps } from '../deps.ts';
import { refused } from './change.ts';
import { onChannel } from './channels.ts';
import { onClaim } from './claim.ts';
import { onPerson } from './people.ts';
import { onPlant } from './plant.ts';
import { onPolicy } from './policies.ts';
import { onRoute } from './routes.ts';
import { onToken } from './tokens.ts';

export async function onRule(
  command: RuleCommand,
  call: CommandCall,
  by: Person,
  base: InForce,
  deps: Deps,
): Promise<RuleReply> {
  // Another replica may have changed them: lists show the newest, and a change on an older state is refused.
  await deps.keepRules();
  if (command.kind === 'claim') return onClaim(command.code, call, by, deps);
  if (!isLead(by)) return refused({ code: 'not-a-lead' });
  switch (command.kind) {
    case 'channel':
      return onChannel(command, call, by, base, deps);
    case 'route':
      return onRoute(command, call, by, base, deps);
    case 'policy':
      return onPolicy(command, by, base, deps);
    case 'person':
      return onPerson(command, call, by, base, deps);
    case 'plant':
      return onPlant(command.ask, by, base, deps);
    case 'model':
      return {
        kind: 'models',
        models: kpis(await deps.store.kpiAlerts({}), deps.clock.now()).models,
      };
    case 'token':
      return isAdmin(by) ? onToken(command, by, deps) : refused({ code: 'not-an-admin' });
  }
}
