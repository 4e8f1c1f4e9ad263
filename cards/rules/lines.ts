// Answers about rules as titled lines, before they have a look. Lists are cut at a named length; what is left out is counted.
import type { PlantPerson, Platform, Policy, Route } from '../../bot/core/plant.ts';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import type { Setting } from '../../bot/core/view.ts';
import { joined, type Line, moment, ours, say, strong, strongInput } from '../line.ts';
import type { ReplySection } from '../reply/lines.ts';
import { tidy } from '../text.ts';
import type { Words } from '../words.ts';
import { changeLine, ladderText, matchText, targetOf } from './facts.ts';
import type {
  Choice,
  RuleQuestion,
  RuleRefusal,
  RuleReply,
  ShownChannel,
  ShownRevision,
  ShownToken,
} from './model.ts';

const LIST_LINES = 40;
const DROPPED_LINES = 10;
const NAME_MAX = 60;

type Of<K extends RuleReply['kind']> = Extract<RuleReply, { readonly kind: K }>;

export function ruleSections(
  body: Exclude<RuleReply, { readonly kind: 'models' }>,
  said: Words,
  setting: Setting,
): readonly ReplySection[] {
  const { rules } = said;
  switch (body.kind) {
    case 'channels':
      return channels(body, said);
    case 'routes':
      return routes(body, said);
    case 'routed':
      return [
        one(rules.routed(body.place, body.channel, body.policy.name)),
        ladder(body.policy, said),
      ];
    case 'policies':
      return policies(body, said);
    case 'people':
      return people(body, said);
    case 'tokens':
      return tokens(body, said);
    case 'plant':
      return plant(body, said);
    case 'plant-file':
      return body.text === null
        ? [one(rules.fileElsewhere(`${setting.publicUrl}/v1/plant`))]
        : [{ title: [strong(rules.fileTitle)], lines: [], code: body.text }];
    case 'changed':
      return [changed(body, said)];
    case 'secret':
      return [{ title: null, lines: secret(body, said), code: body.secret }];
    case 'revoked':
      return [one(rules.revoked(tidy(body.name, NAME_MAX)))];
    case 'claimed':
      return [one(rules.claimed(tidy(body.name, NAME_MAX)))];
    case 'prompt':
      return [one(question(body.question, said))];
    case 'refused':
      return [one(refusal(body.why, said))];
  }
}

function one(line: Line): ReplySection {
  return { title: null, lines: [line] };
}

function cut(lines: readonly Line[], { rules }: Words, limit = LIST_LINES): readonly Line[] {
  if (lines.length <= limit) return lines;
  return [...lines.slice(0, limit), [ours(rules.more(lines.length - limit))]];
}

function channels({ channels: all, here }: Of<'channels'>, said: Words): readonly ReplySection[] {
  const lines = all.map((c) => {
    const you = c.name === here ? say` · ${ours(said.rules.youAreHere)}` : [];
    return [...channelLine(c, said), ...you];
  });
  return [{ title: [strong(said.rules.channelsTitle)], lines: cut(lines, said) }];
}

function channelLine({ name, addresses, language, running }: ShownChannel, said: Words): Line {
  const places = (Object.keys(addresses) as Platform[]).map((platform): Line => {
    const off = running.includes(platform) ? [] : say` (${ours(said.rules.notRunning)})`;
    const address = tidy(addresses[platform] ?? '', NAME_MAX);
    return [...say`${ours(said.delivery.platform[platform])} ${address}`, ...off];
  });
  const spoken = language === null ? [] : say` · ${ours(said.rules.language[language])}`;
  return [...say`${strongInput(tidy(name, NAME_MAX))}: `, ...joined(places, ', '), ...spoken];
}

function routes(body: Of<'routes'>, said: Words): readonly ReplySection[] {
  const { rules } = said;
  const lines = body.routes.map((r, i) => routeLine(r, i + 1, said));
  // After a route that takes everything nothing is left.
  const isAll = body.routes.some((r) => Object.values(r.match).every((glob) => glob === '*'));
  const rest = isAll ? [] : [rules.theRest(tidy(body.firstChannel, NAME_MAX), 'standard')];
  const shown = lines.length === 0 ? [[ours(rules.noRoutes)]] : cut(lines, said);
  return [{ title: [strong(rules.routesTitle)], lines: [...shown, ...rest] }];
}

function routeLine({ match, channel, policy, joinWithinMs }: Route, n: number, said: Words): Line {
  const text = matchText(match);
  const what = text === null ? say`${ours(said.rules.everything)}` : say`${tidy(text, 200)}`;
  const where = said.rules.goesTo(tidy(channel, NAME_MAX), tidy(policy, NAME_MAX));
  const join =
    joinWithinMs === null
      ? []
      : say` · ${ours(said.rules.joinsWithin(said.duration(joinWithinMs)))}`;
  return [...say`${n}. `, ...what, ...say` → `, ...where, ...join];
}

function policies({ policies: all }: Of<'policies'>, said: Words): readonly ReplySection[] {
  const parts = all.slice(0, LIST_LINES).map((p) => ladder(p, said));
  return [{ title: [strong(said.rules.policiesTitle)], lines: [] }, ...parts];
}

function ladder(policy: Policy, said: Words): ReplySection {
  const { rules } = said;
  const steps = policy.steps.map((step): Line => {
    const when = step.afterMs === 0 ? rules.atOnce : rules.after(said.duration(step.afterMs));
    const { repeat, needsTwo } = step;
    const more = [
      ...(repeat === undefined ? [] : [rules.repeats(repeat.times, said.duration(repeat.everyMs))]),
      ...(needsTwo ? [rules.needsTwo] : []),
    ];
    const extra = more.length === 0 ? '' : ` (${more.join(', ')})`;
    return say`${rules.target(targetOf(step, (key) => key))} ${ours(when + extra)}`;
  });
  const asTyped = ladderText(policy);
  const typed = asTyped === null ? [] : [say`${asTyped}`];
  const clocks = rules.clocks(said.duration(policy.expireMs), said.duration(policy.idleMs));
  return {
    title: [strongInput(tidy(policy.name, NAME_MAX))],
    lines: [joined(steps, ' → '), [ours(clocks)], ...quietLines(policy, said), ...typed],
  };
}

function quietLines({ quiet }: Policy, said: Words): readonly Line[] {
  if (quiet === undefined) return [];
  const { severities, fromMs, untilMs } = quiet;
  const which = severities.map((s) => said.card.severity[s]).join(', ');
  return [say`${ours(said.rules.quiet(wallTime(fromMs), wallTime(untilMs)))} (${ours(which)})`];
}

/** `22:00`, of milliseconds since midnight. */
function wallTime(ms: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(ms / HOUR))}:${two(Math.floor((ms % HOUR) / MINUTE))}`;
}

function people(body: Of<'people'>, said: Words): readonly ReplySection[] {
  const { rules } = said;
  const lines = body.people.map((p) => personLine(p, said));
  const shown = lines.length === 0 ? [[ours(rules.noPeople)]] : cut(lines, said);
  const strangers = body.strangers.map((name) => say`${tidy(name, NAME_MAX)}`);
  return [
    { title: [strong(rules.peopleTitle)], lines: shown },
    ...(strangers.length === 0
      ? []
      : [{ title: [strong(rules.strangersTitle)], lines: strangers }]),
  ];
}

function personLine({ key, name, roles, identities, language }: PlantPerson, said: Words): Line {
  const role = roles.map((r) => said.rules.role[r]).join(', ');
  const places = [...new Set(identities.map((i) => said.delivery.platform[i.platform]))];
  const more = [...places, ...(language === undefined ? [] : [said.rules.language[language]])].map(
    (text) => ` · ${text}`,
  );
  return say`${strongInput(tidy(name, NAME_MAX))} (${tidy(key, NAME_MAX)}): ${ours(role + more.join(''))}`;
}

function tokens({ tokens: all }: Of<'tokens'>, said: Words): readonly ReplySection[] {
  const lines = all.map((t) => tokenLine(t, said));
  const shown = lines.length === 0 ? [[ours(said.rules.noTokens)]] : cut(lines, said);
  return [{ title: [strong(said.rules.tokensTitle)], lines: shown }];
}

function tokenLine(token: ShownToken, said: Words): Line {
  return [
    ...say`${strongInput(tidy(token.name, NAME_MAX))}: ${token.scopes.join(', ')} · `,
    ...validity(token, said),
  ];
}

function validity({ expiresAt, isExpired }: ShownToken, { rules }: Words): Line {
  if (expiresAt === null) return [ours(rules.withoutEnd)];
  const at = moment(expiresAt, 'day');
  return isExpired ? rules.expiredOn(at) : rules.validUntil(at);
}

function secret({ token }: Of<'secret'>, said: Words): readonly Line[] {
  return [
    said.rules.secret(tidy(token.name, NAME_MAX)),
    [...say`${token.scopes.join(', ')} · `, ...validity(token, said)],
  ];
}

function plant(body: Of<'plant'>, said: Words): readonly ReplySection[] {
  const { rules } = said;
  const { revision } = body;
  const history = body.history.map((r) => revisionLine(r, said));
  const dropped = cut(
    body.dropped.map((c) => changeLine(c, rules)),
    said,
    DROPPED_LINES,
  );
  return [
    {
      title: rules.plantTitle(tidy(body.site, NAME_MAX), revision.number),
      lines: [rules.since(moment(revision.at, 'day'), nameOf(revision, said))],
    },
    { title: [strong(rules.historyTitle)], lines: history },
    ...(dropped.length === 0 ? [] : [{ title: [strong(rules.droppedTitle)], lines: dropped }]),
  ];
}

function nameOf({ who }: ShownRevision, said: Words): string | null {
  return who === '' ? said.somebody : who === null ? null : tidy(who, NAME_MAX);
}

function revisionLine(revision: ShownRevision, said: Words): Line {
  const { rules } = said;
  const { number, at, cause, changes } = revision;
  const head = say`${number}. ${moment(at, 'day')} · `;
  if (cause === 'start') return [...head, ours(rules.firstStart)];
  if (cause === 'file') return [...head, ours(rules.fromFile)];
  const back = cause === 'undo' ? say`${ours(rules.takenBack)}: ` : [];
  const what = joined(
    changes.map((c) => changeLine(c, rules)),
    ', ',
  );
  return [...head, ...say`${nameOf(revision, said) ?? said.somebody} · `, ...back, ...what];
}

function changed(body: Of<'changed'>, said: Words): ReplySection {
  const { rules } = said;
  const title = body.isUndone ? rules.undone(body.revision) : rules.done(body.revision);
  const place = body.place === null ? [] : [[ours(rules.isNumber(body.place))]];
  const hint = body.isUndone ? [] : [[ours(rules.undoHint)]];
  return {
    title: [strong(title)],
    lines: [...body.changes.map((c) => changeLine(c, rules)), ...place, ...hint],
  };
}

function question(asked: RuleQuestion, { rules }: Words): Line {
  // The table's type pairs each code with its facts; TypeScript can't follow that through a lookup.
  return (rules.question[asked.code] as (of: RuleQuestion) => Line)(asked);
}

function refusal(why: RuleRefusal, { rules }: Words): Line {
  return (rules.refusal[why.code] as (of: RuleRefusal) => Line)(why);
}

/** What stands on a button. */
export function choiceText({ label }: Choice, { rules }: Words): string {
  switch (label.code) {
    case 'input':
      return tidy(label.text, NAME_MAX);
    case 'to-role':
      return rules.role[label.role];
    case 'to-language':
      return rules.language[label.language];
    default:
      return (rules.label[label.code] as (of: typeof label) => string)(label);
  }
}
