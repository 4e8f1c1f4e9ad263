// The rule book of a tap: every verb in every reachable state as one printed table, then each rule of the contract by name.
import { describe, expect, test } from 'vitest';
import { isClosed, phaseOf, replay, VERBS, type Verb } from '../../bot/core/alert.ts';
import { clear, join } from '../../bot/core/arrival.ts';
import { UNREAD_MS } from '../../bot/core/command/alerts.ts';
import { decide } from '../../bot/core/decide.ts';
import type { Decision } from '../../bot/core/decision.ts';
import { decideDue } from '../../bot/core/due.ts';
import { liveLabels } from '../../bot/core/feedback.ts';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import {
  ada,
  ana,
  detection,
  NOON,
  ole,
  request,
  type Scene,
  sam,
  scene,
  situation,
} from './world.ts';

/** Every reachable kind of state, by the shortest way there. Ana is the one who acted. */
const STATES: Readonly<Record<string, (s: Scene) => void>> = {
  new: () => {},
  climbed: (s) => timePasses(s, 10),
  expired: (s) => timePasses(s, 10, 10, 20),
  unsure: (s) => s.act(ana, 'cant-tell'),
  taken: (s) => s.act(ana, 'take'),
  confirmed: (s) => s.act(ana, 'confirm'),
  'confirmed, idle, climbed': (s) => {
    s.act(ana, 'confirm');
    timePasses(s, 60, 60);
  },
  'confirmed, contested': (s) => {
    s.act(ana, 'confirm');
    s.act(sam, 'disagree');
  },
  'hand-over to Ana asked': (s) => {
    s.act(sam, 'take');
    s.act(sam, 'hand-over', { code: 'ana' });
  },
  shelved: (s) => s.act(ana, 'shelve'),
  'taken, cleared': (s) => {
    s.act(ana, 'take');
    s.adopt(clear(s.alert, detection({ status: 'cleared' }), s.now));
  },
  'cleared, closed': (s) => s.adopt(clear(s.alert, detection({ status: 'cleared' }), s.now)),
  rejected: (s) => s.act(ana, 'reject'),
  'rejected, contested': (s) => {
    s.act(ana, 'reject');
    s.act(sam, 'disagree');
  },
  'resolved, confirmed': (s) => {
    s.act(ana, 'confirm');
    s.act(ana, 'resolve');
  },
  'resolved, not judged': (s) => s.act(ana, 'resolve'),
};

function timePasses(s: Scene, ...minutes: readonly number[]): void {
  s.now = NOON;
  for (const wait of minutes) {
    s.now = s.alert.dueAt ?? s.now + wait * MINUTE;
    const decision = decideDue(s.alert, s.now, s.around);
    if (decision === null) throw new Error('nothing was due');
    s.adopt(decision);
  }
  s.now += MINUTE;
}

function sceneIn(state: string): Scene {
  const s = scene();
  STATES[state]?.(s);
  return s;
}

/** One cell: what the state becomes, or why not; `+label` when a label is kept, `@` who is asked or told. */
function cell(before: Scene, verb: Verb, by: typeof ana): string {
  const code = verb === 'reason' ? 'R-KNOWN' : verb === 'hand-over' ? 'ole' : null;
  const decision = decide(before.alert, request(by, verb, { code }), situation(before));
  const { alert, answer, labels, asks, events } = decision;
  const state =
    events.length === 0
      ? ''
      : [
          isClosed(alert) ? 'CLOSED' : alert.attention,
          alert.verdict,
          alert.owner === null ? '-' : alert.owner.replace('id-', ''),
          `L${alert.level}`,
        ].join(' ');
  const kept = labels.map((l) => (l.isWithdrawn ? '-label' : l.isDeciding ? '+label!' : '+label'));
  const told = asks.map(
    (a) => `@${a.people.map((p) => p.replace('id-', '')).join()}${a.copyTo ?? ''}`,
  );
  return [state, ...kept, ...told, answer === null ? '' : `"${answer.code}"`]
    .filter((part) => part !== '')
    .join(' ');
}

test('the table of state × verb × person is the one that was reviewed', async () => {
  const lines: string[] = [];
  for (const state of Object.keys(STATES)) {
    const s = sceneIn(state);
    const { attention, verdict, work } = s.alert;
    lines.push(`## ${state}: ${attention} · ${verdict} · ${work} · phase ${phaseOf(s.alert)}`);
    for (const verb of VERBS) {
      const cells = [ana, ole, sam].map((by) => `${by.key}: ${cell(s, verb, by)}`);
      const isSame = new Set(cells.map((c) => c.slice(c.indexOf(' ')))).size === 1;
      const shown = isSame ? cells[0]?.replace('ana:', 'all:') : cells.join('   | ');
      lines.push(`${verb.padEnd(10)} ${shown}`);
    }
    lines.push('');
  }
  await expect(lines.join('\n')).toMatchFileSnapshot('decide.table.txt');
});

test('no verb ever does nothing silently, and no decision breaks an invariant', () => {
  for (const state of Object.keys(STATES)) {
    for (const verb of VERBS) {
      for (const by of [ana, ole, sam, ada]) {
        const s = sceneIn(state);
        const code = verb === 'reason' ? 'R-KNOWN' : verb === 'hand-over' ? 'ole' : null;
        const before = s.alert;
        const { alert, answer, events } = s.act(by, verb, { code });
        const where = `${state} · ${verb} · ${by.key}`;
        if (events.length === 0) expect(answer, where).not.toBeNull();
        expect(alert.revision, where).toBe(before.revision + events.length);
        expect(isClosed(alert) || alert.dueAt !== null, `${where}: silence is the end`).toBe(true);
        expect(isClosed(alert) && alert.dueAt !== null, `${where}: closed but due`).toBe(false);
        expect(isClosed(alert) && alert.isJoinable, `${where}: closed but joinable`).toBe(false);
        expect(alert.work === 'owned', where).toBe(!isClosed(alert) && alert.owner !== null);
      }
    }
  }
});

describe('a verdict', () => {
  test('the first one decides; a later one is kept as a label and changes nothing', () => {
    const s = scene();
    s.act(ana, 'confirm', { seen: 1 });
    const before = s.alert;
    const { alert, events, labels, answer } = s.act(ole, 'reject', { seen: 1 });
    expect(alert).toBe(before);
    expect(events).toEqual([]);
    expect(answer).toEqual({ code: 'faster', who: ana.id, at: before.verdictAt, verdict: 'real' });
    expect(labels).toMatchObject([{ by: ole.id, verdict: 'not_real', isDeciding: false }]);
  });

  test('the same tap again is answered, and adds nothing', () => {
    const s = scene();
    s.act(ana, 'confirm');
    const again = s.act(ana, 'confirm');
    expect(again).toMatchObject({ events: [], labels: [], answer: { code: 'already-yours' } });
  });

  test('one’s own newer verdict replaces the older one', () => {
    const s = scene();
    s.act(ana, 'confirm');
    s.act(ana, 'reject');
    expect(s.alert).toMatchObject({ verdict: 'not_real', work: 'done' });
    expect(liveLabels(s.labels)).toMatchObject([
      { verdict: 'not_real', isDeciding: true, supersedes: 'label-1' },
    ]);
  });

  test('confirm keeps the owner, stops the climbing and starts the idle clock', () => {
    const s = scene();
    s.act(ole, 'take');
    s.now += 5 * MINUTE;
    s.act(ana, 'confirm');
    expect(s.alert).toMatchObject({ owner: ole.id, verdict: 'real', dueAt: s.now + HOUR });
  });

  test('reject tells an owner who is somebody else', () => {
    const s = scene();
    s.act(ole, 'take');
    expect(s.act(ana, 'reject').asks).toMatchObject([
      { reason: 'rejected-yours', people: [ole.id] },
    ]);
  });

  test('after closing it decides if none did, and nothing reopens', () => {
    const s = scene();
    s.adopt(clear(s.alert, detection({ status: 'cleared' }), s.now));
    const { alert, answer } = s.act(ana, 'confirm');
    expect(alert).toMatchObject({ verdict: 'real', work: 'unowned', owner: null });
    expect(isClosed(alert)).toBe(true);
    expect(answer).toEqual({ code: 'kept-after-closing' });
  });

  test('a forged revision of the future covers no detection of the future', () => {
    const s = scene();
    expect(s.act(ana, 'confirm', { seen: 999 }).labels[0]?.revision).toBe(1);
  });

  test('already known means that the model was right', () => {
    const s = scene();
    s.act(ana, 'reject');
    const { labels } = s.act(ana, 'reason', { code: 'R-KNOWN' });
    expect(labels).toMatchObject([
      { technicalTruth: true, actionable: false, strength: 2, supersedes: 'label-1' },
    ]);
    expect(s.alert).toMatchObject({ reason: 'R-KNOWN', verdict: 'not_real' });
  });

  test('a disagreement makes it contested and keeps owner, work and closure', () => {
    const s = scene();
    s.act(ana, 'confirm');
    const { alert, labels } = s.act(ole, 'disagree');
    expect(alert).toMatchObject({ verdict: 'contested', owner: ana.id, work: 'owned' });
    expect(labels).toMatchObject([{ verdict: 'not_real', isDeciding: false }]);
  });
});

describe('escalate', () => {
  test('takes the next step now and keeps its distance to the one after', () => {
    const s = scene();
    const { alert, asks, answer } = s.act(ana, 'escalate', { seen: 1 });
    expect(alert).toMatchObject({ level: 1, attention: 'new', dueAt: s.now + 10 * MINUTE });
    expect(asks).toEqual([{ reason: 'step', people: [sam.id], copyTo: null }]);
    expect(answer).toBeNull();
  });

  test('is refused on a card that is older than the last climb', () => {
    const s = scene();
    s.act(ana, 'escalate', { seen: 1 });
    expect(s.act(ole, 'escalate', { seen: 1 }).answer).toMatchObject({ code: 'already-climbed' });
    expect(s.alert.level).toBe(1);
  });

  test('is refused when somebody answered since', () => {
    const s = scene();
    s.act(ana, 'confirm', { seen: 1 });
    const { answer, alert } = s.act(ole, 'escalate', { seen: 1 });
    expect(answer).toEqual({ code: 'answered-since', who: ana.id });
    expect(alert.level).toBe(0);
  });

  test('past the last step asks that step again and says so', () => {
    const s = scene();
    s.act(ana, 'escalate');
    s.act(ana, 'escalate');
    const { answer, asks, alert } = s.act(ana, 'escalate');
    expect(answer).toEqual({ code: 'asked-again' });
    expect(asks).toMatchObject([{ copyTo: 'floor' }]);
    expect(alert.level).toBe(2);
  });

  test('keeps verdict and owner, and the attention is new again', () => {
    const s = scene();
    s.act(ana, 'confirm');
    s.act(ole, 'escalate');
    expect(s.alert).toMatchObject({ verdict: 'real', owner: ana.id, attention: 'new', level: 1 });
  });

  test('a step that reaches nobody is skipped at once, as an event', () => {
    const s = scene();
    s.around = { ...s.around, people: [ana, ole] };
    const { alert, events, asks } = s.act(ana, 'escalate');
    expect(events.map((e) => e.kind)).toEqual(['unreachable', 'escalated', 'asked']);
    expect(alert.level).toBe(2);
    expect(asks).toMatchObject([{ copyTo: 'floor' }]);
  });
});

describe('undo', () => {
  test('restores the axes and goes on with what was left of the clock', () => {
    const s = scene();
    const left = (s.alert.dueAt ?? 0) - s.now;
    s.act(ana, 'confirm');
    s.now += 2 * MINUTE;
    const { alert, labels } = s.act(ana, 'undo');
    expect(alert).toMatchObject({ attention: 'new', verdict: 'pending', work: 'unowned' });
    expect(alert).toMatchObject({ owner: null, answeredAt: null, dueAt: s.now + left });
    expect(labels).toMatchObject([{ supersedes: 'label-1', isWithdrawn: true }]);
    expect(liveLabels(s.labels)).toEqual([]);
  });

  test('reopens what a rejection closed, unless a newer alert has the key', () => {
    const s = scene();
    s.act(ana, 'reject');
    s.isKeyTaken = true;
    expect(s.act(ana, 'undo').answer).toEqual({ code: 'undo-newer-alert' });
    s.isKeyTaken = false;
    s.act(ana, 'undo');
    expect(s.alert).toMatchObject({ verdict: 'pending', isJoinable: true, closedAt: null });
    expect(isClosed(s.alert)).toBe(false);
  });

  test('is possible for five minutes, for a lead at any time', () => {
    const s = scene();
    s.act(ana, 'confirm');
    s.now += 5 * MINUTE + 1;
    expect(s.act(ana, 'undo').answer).toEqual({ code: 'undo-too-late', minutes: 5 });
    const t = scene();
    t.act(sam, 'confirm');
    t.now += 5 * HOUR;
    expect(t.act(sam, 'undo').answer).toBeNull();
  });

  test('a later tap that stands blocks it; a losing verdict does not', () => {
    const s = scene();
    s.act(ana, 'confirm');
    s.act(ole, 'reject');
    s.act(sam, 'escalate');
    expect(s.act(ana, 'undo').answer).toEqual({ code: 'undo-overtaken', who: sam.id });
    s.act(sam, 'undo');
    expect(s.act(ana, 'undo').answer).toBeNull();
    expect(s.alert.verdict).toBe('pending');
  });

  test('of a change of mind puts the older verdict in force again', () => {
    const s = scene();
    s.act(ana, 'confirm');
    s.act(ana, 'reject');
    s.act(ana, 'undo');
    expect(s.alert).toMatchObject({ verdict: 'real', work: 'owned', owner: ana.id });
    expect(liveLabels(s.labels)).toMatchObject([{ verdict: 'real', isDeciding: true }]);
  });

  test('takes back a verdict that came second without touching the alert', () => {
    const s = scene();
    s.act(ana, 'confirm');
    s.act(ole, 'reject');
    const before = s.alert;
    expect(s.act(ole, 'undo')).toMatchObject({ alert: before, events: [] });
    expect(liveLabels(s.labels)).toMatchObject([{ by: ana.id }]);
  });

  test('what the source cleared meanwhile stays over', () => {
    const s = scene();
    s.act(ana, 'take');
    s.adopt(clear(s.alert, detection({ status: 'cleared' }), s.now));
    s.act(ana, 'undo');
    expect(s.alert).toMatchObject({ attention: 'cleared', work: 'unowned', dueAt: null });
  });
});

describe('ownership', () => {
  test('only a lead takes from another owner, who is told', () => {
    const s = scene();
    s.act(ana, 'take');
    expect(s.act(ole, 'take').answer).toEqual({ code: 'owned-by', who: ana.id });
    expect(s.act(sam, 'take').asks).toMatchObject([{ reason: 'taken-from-you', people: [ana.id] }]);
    expect(s.alert.owner).toBe(sam.id);
  });

  test('a hand-over moves with the acceptance; until then the old owner stays', () => {
    const s = scene();
    s.act(ana, 'take');
    s.act(ana, 'hand-over', { code: 'ole' });
    expect(s.alert.owner).toBe(ana.id);
    expect(s.act(sam, 'accept').answer).toEqual({ code: 'no-offer' });
    s.act(ole, 'accept');
    expect(s.alert).toMatchObject({ owner: ole.id, offer: null });
  });

  test('a hand-over to oneself is refused in words of its own, whoever one is called', () => {
    const s = scene();
    s.act(ana, 'take');
    for (const code of [ana.id, 'ana'])
      expect(s.act(ana, 'hand-over', { code }).answer).toEqual({
        code: 'unknown-person',
        name: '',
      });
    expect(s.act(ana, 'hand-over', { code: 'nina' }).answer).toMatchObject({ name: 'nina' });
    expect(s.act(ana, 'shelve', { forMs: UNREAD_MS }).answer).toMatchObject({
      code: 'shelve-range',
    });
  });

  test('whoever can’t be reached is not asked, and nothing is said to have been', () => {
    const s = scene();
    const nid = { ...ole, id: 'id-nid', key: 'nid', identities: [] };
    s.around = { ...s.around, people: [...s.around.people, nid] };
    s.act(ana, 'take');
    const { answer, events } = s.act(ana, 'hand-over', { code: 'nid' });
    expect(answer).toEqual({ code: 'hand-over-nobody', who: nid.id, crew: null });
    expect([events, s.alert.offer]).toEqual([[], null]);
  });

  test('a declined hand-over leaves the owner as it was', () => {
    const s = scene();
    s.act(ana, 'take');
    s.act(ole, 'hand-over');
    expect(s.last.asks).toMatchObject([{ people: [ana.id] }]);
    s.act(ana, 'decline');
    expect(s.alert).toMatchObject({ owner: ana.id, offer: null });
  });
});

test('replaying the events of a long afternoon rebuilds the alert', () => {
  const s = scene();
  const events = [...s.last.events];
  const keep = (decision: Decision) => events.push(...decision.events);
  keep(s.adopt(join(s.alert, detection({ id: 'frame-2', severity: 'critical' }), s.now)));
  keep(s.act(ana, 'escalate'));
  keep(s.act(sam, 'take'));
  keep(s.act(sam, 'hand-over', { code: 'ana' }));
  keep(s.act(ana, 'accept'));
  keep(s.act(ana, 'confirm'));
  keep(s.act(ole, 'disagree'));
  keep(s.act(ole, 'undo'));
  keep(s.act(ana, 'reason', { code: 'C-INSP' }));
  keep(s.act(ana, 'resolve'));
  expect(replay(events)).toEqual(s.alert);
  expect(s.alert).toMatchObject({ severity: 'critical', count: 2, work: 'done', verdict: 'real' });
});
