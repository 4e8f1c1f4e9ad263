// What holds of every card, whatever its state: buttons that read back, in their places; limits kept; nothing empty.
import { describe, expect, test } from 'vitest';
import { type Alert, isClosed, wantsVerdict } from '../../bot/core/alert.ts';
import { REASONS } from '../../bot/core/feedback.ts';
import { MINUTE } from '../../bot/core/time.ts';
import { isShelfReason, SHELF_REASONS, SHELVE_HOURS } from '../../bot/core/verbs/shelving.ts';
import type { AlertView } from '../../bot/core/view.ts';
import { alertAdaptive } from '../../cards/alert/adaptive.ts';
import { alertModel } from '../../cards/alert/model.ts';
import { alertSlack } from '../../cards/alert/slack.ts';
import { askAdaptive } from '../../cards/ask/adaptive.ts';
import { askSlack } from '../../cards/ask/slack.ts';
import { readButton } from '../../cards/button.ts';
import { missForm, noteForm } from '../../cards/form/model.ts';
import { formSlack } from '../../cards/form/slack.ts';
import { replyAdaptive } from '../../cards/reply/adaptive.ts';
import { replySlack } from '../../cards/reply/slack.ts';
import { complaintsAboutView } from '../fakes/slack-limits.ts';
import { ana, bo, openedAt, setting, viewOf, views } from './fixtures.ts';
import { HOSTILE } from './hostile.ts';
import { adaptiveFaults, slackFaults, things } from './limits.ts';
import { PRESSABLES, type Pressable } from './pressed.ts';
import { asks, replies } from './said.ts';

const ATTENTIONS = ['new', 'acknowledged', 'shelved', 'cleared', 'expired'] as const;
const VERDICTS = ['pending', 'real', 'not_real', 'unsure', 'contested'] as const;
const WORKS = ['unowned', 'owned', 'done'] as const;

/** Every combination of the axes, also those that no rule reaches: a card must never fail. */
function combinations(): readonly AlertView[] {
  return ATTENTIONS.flatMap((attention) =>
    VERDICTS.flatMap((verdict) =>
      WORKS.flatMap((work) =>
        [0, 1, 7].flatMap((level) =>
          [null, { from: ana.id, to: bo.id, asked: [bo.id], crew: null }].map((offer) => {
            const alert: Partial<Alert> = { attention, verdict, work, level, offer, revision: 9 };
            return viewOf({ alert });
          }),
        ),
      ),
    ),
  );
}

const all: readonly AlertView[] = [...Object.values(views), ...combinations()];

describe.each(Object.keys(PRESSABLES))('buttons on %s', (renderer) => {
  const drawn = new Map<AlertView, readonly Pressable[]>();
  const pressables = (view: AlertView): readonly Pressable[] => {
    const found = drawn.get(view) ?? PRESSABLES[renderer]?.(alertModel(view, setting)) ?? [];
    drawn.set(view, found);
    return found;
  };
  const verbs = (view: AlertView) => pressables(view).map((p) => p.verb);

  test('each reads back as what it says, for this alert at this revision', () => {
    for (const view of all) {
      for (const { verb, value, chosen } of pressables(view)) {
        const read = readButton(verb, value, chosen);
        expect(read, verb).not.toBeNull();
        expect(read?.alert).toBe(view.alert.id);
        expect(read?.seen).toBe(view.alert.revision);
        expect(verb.split(':')[0]).toBe(read?.verb);
      }
    }
  });

  test('none is there twice', () => {
    for (const view of all) {
      const shown = pressables(view).map((p) => readButton(p.verb, p.value, p.chosen));
      const names = shown.map((b) => `${b?.verb}:${b?.code}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('pending: confirm, reject and escalate come first, in this order', () => {
    for (const view of all.filter((v) => v.alert.verdict === 'pending')) {
      const shown = verbs(view).filter((v) => v !== 'accept' && v !== 'decline');
      expect(shown.slice(0, 3)).toEqual(['confirm', 'reject', 'escalate']);
    }
  });

  test('judged and open: resolve, escalate and undo; a verdict is not asked again', () => {
    for (const view of all.filter((v) => !isClosed(v.alert) && !wantsVerdict(v.alert))) {
      expect(verbs(view)).toEqual(expect.arrayContaining(['resolve', 'escalate', 'undo']));
      expect(verbs(view)).not.toContain('confirm');
      expect(verbs(view)).not.toContain('reject');
    }
  });

  test('closed and judged: undo, and disagree unless somebody did', () => {
    for (const view of all.filter((v) => isClosed(v.alert) && !wantsVerdict(v.alert))) {
      const main = verbs(view).filter((v) => !/^(reason|note$)/.test(v));
      const { verdict } = view.alert;
      const wanted = { real: ['undo', 'disagree'], not_real: ['disagree', 'undo'] };
      expect(main).toEqual(
        verdict === 'real' || verdict === 'not_real' ? wanted[verdict] : ['undo'],
      );
    }
  });

  test('escalate is always the third of its row', () => {
    for (const view of all) {
      const shown = verbs(view).filter((v) => !/^(accept|decline|reason.*)$/.test(v));
      if (shown.includes('escalate')) expect(shown.indexOf('escalate')).toBe(2);
    }
  });

  test('the reasons are those of the verdict that stands, all of them', () => {
    for (const view of all) {
      const codes = pressables(view)
        .map((p) => readButton(p.verb, p.value, p.chosen))
        .filter((b) => b?.verb === 'reason')
        .map((b) => b?.code);
      const wanted = REASONS.filter((r) => r.verdict === view.alert.verdict).map((r) => r.code);
      expect(codes.filter((c) => !isShelfReason(c ?? null))).toEqual(wanted);
      const buttons = verbs(view).filter((v) => /^reason:[CR]-/.test(v)).length;
      expect(buttons).toBe(
        REASONS.filter((r) => r.verdict === view.alert.verdict && r.isButton).length,
      );
    }
  });

  test('what is shelved can be shelved for another time, and be given a reason; nothing else can', () => {
    for (const view of all) {
      const codes = pressables(view)
        .map((p) => readButton(p.verb, p.value, p.chosen))
        .filter((b) => b?.verb === 'shelve' || isShelfReason(b?.code ?? null))
        .map((b) => b?.code);
      const isShelved = view.alert.attention === 'shelved' && !isClosed(view.alert);
      const choices = [...SHELVE_HOURS.map((h) => `${h}h`), ...SHELF_REASONS];
      expect(codes.filter((c) => c !== null)).toEqual(isShelved ? choices : []);
      if (isShelved) expect(codes).not.toContain(null);
    }
  });

  test('what became highly managed while it was shelved is not shelved any longer than it is', () => {
    const model = alertModel(views.shelved, { ...setting, highlyManaged: ['surface-*'] });
    const shown = (PRESSABLES[renderer]?.(model) ?? []).map((p) => p.verb);
    expect(shown).toContain('confirm');
    expect(shown.filter((v) => /^(shelve|reason)/.test(v))).toEqual([]);
  });

  test('an offer is answered on an open card only', () => {
    for (const view of all) {
      const isOffered = view.alert.offer !== null && !isClosed(view.alert);
      expect(verbs(view).includes('accept')).toBe(isOffered);
      const isAsked = view.alert.work === 'unowned' && !isClosed(view.alert);
      if (!isAsked) expect(verbs(view).includes('decline')).toBe(isOffered);
    }
  });

  test('at most one stands out as good and one as dangerous', () => {
    for (const view of all) {
      const styles = pressables(view).map((p) => p.style);
      expect(styles.filter((s) => s === 'primary' || s === 'positive').length).toBeLessThan(2);
      expect(styles.filter((s) => s === 'danger' || s === 'destructive').length).toBeLessThan(2);
    }
  });
});

describe('limits', () => {
  test('every alert in every state', () => {
    for (const view of all) {
      const model = alertModel(view, setting);
      expect(slackFaults(alertSlack(model)), view.alert.title).toEqual([]);
      expect(adaptiveFaults(alertAdaptive(model)), view.alert.title).toEqual([]);
    }
  });

  test('every ask and every reply', () => {
    for (const ask of Object.values(asks)) {
      expect(slackFaults(askSlack(ask))).toEqual([]);
      expect(adaptiveFaults(askAdaptive(ask))).toEqual([]);
    }
    for (const reply of Object.values(replies)) {
      expect(slackFaults(replySlack(reply))).toEqual([]);
      expect(adaptiveFaults(replyAdaptive(reply))).toEqual([]);
    }
  });

  test('every form in every language', () => {
    for (const language of ['en', 'de', 'es', 'fr'] as const) {
      const place = { ...setting, language };
      const guess = { asset: 'a'.repeat(900), type: '', when: HOSTILE.text };
      for (const form of [
        noteForm(views.open.alert.id, 'x'.repeat(1_000), place),
        missForm(guess, 'x'.repeat(3_000), place),
      ]) {
        expect(complaintsAboutView(formSlack(form))).toEqual([]);
        for (const word of [form.title, form.send, form.close])
          expect(word.length).toBeLessThanOrEqual(24);
      }
    }
  });

  test('a hundred people asked at once', () => {
    const view = views.expired;
    const people = Array.from({ length: 100 }, (_, i) => ({ ...ana, name: `${i}${HOSTILE.text}` }));
    const [base] = Object.values(asks);
    if (base === undefined) throw new Error('no ask');
    const crowd = { ...base, id: view.alert.id, people: people.slice(0, 12) };
    expect(slackFaults(askSlack(crowd))).toEqual([]);
    expect(adaptiveFaults(askAdaptive(crowd))).toEqual([]);
  });

  test('an id as long as a button may carry still fits an option', () => {
    const id = 'a'.repeat(64);
    const model = alertModel(
      { ...views.rejected, alert: { ...views.rejected.alert, id, revision: 123_456_789 } },
      setting,
    );
    expect(slackFaults(alertSlack(model))).toEqual([]);
  });

  test('block ids of one revision are not those of the next', () => {
    const ids = (view: AlertView): readonly unknown[] =>
      things(alertSlack(alertModel(view, setting)).blocks).flatMap((t) => t.block_id ?? []);
    const next = viewOf({ alert: { revision: 2, dueAt: openedAt + MINUTE } });
    const before = new Set(ids(views.open));
    expect(before.size).toBeGreaterThan(3);
    expect(ids(next).filter((id) => before.has(id))).toEqual([]);
  });
});
