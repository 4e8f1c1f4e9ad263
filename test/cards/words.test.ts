// What the bot says, word for word where it matters: private answers, summaries, deadlines, bands, the report.
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../bot/core/answer.ts';
import { REASONS } from '../../bot/core/feedback.ts';
import { SEVERITIES } from '../../bot/core/plant.ts';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import { alertModel } from '../../cards/alert/model.ts';
import { askModel } from '../../cards/ask/model.ts';
import { plainText } from '../../cards/line.ts';
import { replyText } from '../../cards/reply/lines.ts';
import { toldText, words } from '../../cards/words.ts';
import { ana, openedAt, type StateName, setting, viewOf, views } from './fixtures.ts';
import { replies } from './said.ts';

const who = ana.id;
const at = Date.UTC(2026, 10, 22, 13, 6);

/** One for every code; the type keeps it complete. */
const ANSWERS: Readonly<Record<Answer['code'], readonly [Answer, string]>> = {
  'when-unclear': [
    { code: 'when-unclear', typed: 'tomorrow' },
    'I can’t read tomorrow as a time that has passed. Try 14:20, 10m ago, or 2026-11-22 14:20.',
  ],
  'miss-incomplete': [
    { code: 'miss-incomplete' },
    'A miss needs an asset and a type, for example: miss line-1/station-12 scratch 10m ago.',
  ],
  'form-late': [
    { code: 'form-late' },
    'The form could not open in time. Press again, or type for example: note 4f2a bearing is warm.',
  ],
  'handover-none': [{ code: 'handover-none' }, 'There is no hand-over under way here now.'],
  'handover-past': [
    { code: 'handover-past' },
    'That shift is over too. The hand-over after it lists what is still open.',
  ],
  'handover-early': [
    { code: 'handover-early', at },
    'You can accept it from 14:06 on, when the shift changes.',
  ],
  'handover-not-yours': [{ code: 'handover-not-yours' }, 'This is for the shift’s lead to do.'],
  'handover-signed': [{ code: 'handover-signed', who }, 'Ana Ruiz has signed this already.'],
  'handover-signed-now': [
    { code: 'handover-signed-now', unseen: 2 },
    'Signed. Thank you. Note 2 came after the card that you pressed: please read it.',
  ],
  'handover-noted': [
    { code: 'handover-noted', number: 2 },
    'Note 2 is on the hand-over. “handover drop 2” takes it back.',
  ],
  'handover-note-empty': [
    { code: 'handover-note-empty' },
    'A note needs some words, for example: handover note station 12 runs warm.',
  ],
  'handover-note-long': [
    { code: 'handover-note-long', n: 612, most: 500 },
    'This note has 612 characters, and one holds 500. Nothing was kept; please make it shorter, or two of it.',
  ],
  'handover-note-again': [
    { code: 'handover-note-again', number: 2 },
    'This is on the hand-over already, as note 2.',
  ],
  'handover-dropped': [
    { code: 'handover-dropped', number: 2, text: 'station 12 runs warm' },
    'Note 2 is taken back: “station 12 runs warm”. The record keeps it.',
  ],
  'handover-no-note': [
    { code: 'handover-no-note', number: 7 },
    'There is no note 7 on this hand-over.',
  ],
  'handover-which': [
    { code: 'handover-which', number: 2, roster: 'line-1' },
    'Several hand-overs have a note 2. Say which, for example: handover drop 2 line-1.',
  ],
  'handover-note-gone': [
    { code: 'handover-note-gone', number: 2, who, at },
    'Note 2 is gone already: Ana Ruiz took it back at 14:06.',
  ],
  'handover-note-signed': [
    { code: 'handover-note-signed', number: 2, who },
    'Ana Ruiz signed with note 2 on it, so it stays. Add a note that puts it right.',
  ],
  'handover-note-others': [
    { code: 'handover-note-others', number: 2, who },
    'Note 2 is by Ana Ruiz, who can take it back, and so can a lead.',
  ],
  'handover-closed': [
    { code: 'handover-closed', who, at },
    'Ana Ruiz accepted this at 14:06, so it stays as it was read. Please tell it in person.',
  ],
  'handover-form-late': [
    { code: 'handover-form-late' },
    'The form could not open in time. Press again, or type for example: handover note station 12 runs warm.',
  ],
  'handover-full': [
    { code: 'handover-full', n: 20 },
    'A hand-over holds 20 notes. Please tell the rest in person.',
  ],
  'handover-taken': [{ code: 'handover-taken', who, at, n: 2 }, 'Ana Ruiz accepted this at 14:06.'],
  'handover-yours': [
    { code: 'handover-yours', n: 2, unseen: null },
    'You have taken over; alerts that are yours now: 2. This can’t be undone; hand single alerts over instead.',
  ],
  'bulk-done': [
    { code: 'bulk-done', verb: 'reject', n: 11, left: 1 },
    'Done: rejected (11, 1 not: somebody was faster).',
  ],
  'no-asset': [{ code: 'no-asset' }, 'Choose an asset first.'],
  'bulk-none': [
    { code: 'bulk-none' },
    'There was nothing left to do there. Look at the list as it is now.',
  ],
  'note-empty': [
    { code: 'note-empty' },
    'A note needs some words, for example: note 4f2a checked, bearing is warm.',
  ],
  faster: [
    { code: 'faster', who, at, verdict: 'real' },
    'Ana Ruiz already confirmed this at 14:06. Your answer is kept too.',
  ],
  'kept-after-closing': [
    { code: 'kept-after-closing' },
    'This is already closed. Your answer is kept, and nothing reopens.',
  ],
  'contested-already': [
    { code: 'contested-already' },
    'People already disagree on this one. Your answer is kept too.',
  ],
  'already-yours': [{ code: 'already-yours', at }, 'You already did this at 14:06.'],
  closed: [{ code: 'closed', who, at }, 'This is already closed: Ana Ruiz, 22 Nov, 14:06.'],
  'already-climbed': [
    { code: 'already-climbed', at: null },
    'This had just climbed already. Look at the card as it is now.',
  ],
  'answered-since': [
    { code: 'answered-since', who },
    'Ana Ruiz answered meanwhile. Look at the card as it is now, and escalate again if it is still needed.',
  ],
  'asked-again': [
    { code: 'asked-again' },
    'There is nobody further to ask. The last ones were asked again.',
  ],
  'owned-by': [
    { code: 'owned-by', who },
    'Ana Ruiz owns this. A lead can take it over, or tap “Ask for it”.',
  ],
  'not-judged': [{ code: 'not-judged' }, 'Nobody has judged this yet. Confirm or reject it first.'],
  'nothing-to-undo': [{ code: 'nothing-to-undo' }, 'There is nothing of yours to undo here.'],
  'undo-too-late': [
    { code: 'undo-too-late', minutes: 5 },
    'A tap can be undone within 5 minutes. A lead can still undo their own.',
  ],
  'undo-overtaken': [
    { code: 'undo-overtaken', who },
    'Ana Ruiz has acted on this since, so your tap can’t be undone any more.',
  ],
  'undo-newer-alert': [
    { code: 'undo-newer-alert' },
    'A newer alert for the same thing is open, so this one stays as it is.',
  ],
  'no-verdict-of-yours': [
    { code: 'no-verdict-of-yours' },
    'A reason belongs to a verdict of your own. Confirm or reject first.',
  ],
  'reason-does-not-fit': [
    { code: 'reason-does-not-fit' },
    'That reason does not fit your verdict.',
  ],
  'unknown-reason': [
    { code: 'unknown-reason' },
    'I don’t know that reason. Please pick one from the card.',
  ],
  'no-reason': [{ code: 'no-reason' }, 'Choose a reason first.'],
  'nobody-owns': [{ code: 'nobody-owns' }, 'Nobody owns this. Take it first.'],
  'hand-over-nobody': [
    { code: 'hand-over-nobody', who, crew: null },
    'Ana Ruiz can’t be reached from here, so this stays yours.',
  ],
  'hand-over-asked': [
    { code: 'hand-over-asked', who, crew: null },
    'Ana Ruiz was asked about the hand-over. It moves when they accept.',
  ],
  'no-offer': [{ code: 'no-offer' }, 'There is no hand-over waiting for your answer.'],
  'unknown-person': [{ code: 'unknown-person', name: 'zoe' }, 'I don’t know anybody called zoe.'],
  'highly-managed': [
    { code: 'highly-managed' },
    'Alerts of this type are highly managed: nobody shelves them from chat. Whoever looks after the plant file can change that.',
  ],
  'not-shelved': [{ code: 'not-shelved' }, 'This is not shelved any more.'],
  'shelve-range': [
    { code: 'shelve-range', hours: 12 },
    'Shelve for up to 12 hours, for example 2h.',
  ],
  'shelved-already': [
    { code: 'shelved-already', who, until: at },
    'Ana Ruiz already shelved this until 22 Nov, 14:06.',
  ],
  stranger: [
    { code: 'stranger' },
    'You are not in this plant’s list, so you can’t act here. Ask a lead to add you.',
  ],
  'unknown-alert': [{ code: 'unknown-alert', id: '4b2f' }, 'I don’t know an alert 4b2f.'],
  'ambiguous-id': [
    { code: 'ambiguous-id', id: '4b2f' },
    'Several alerts end in 4b2f. Please give more characters of the id.',
  ],
  'unknown-button': [
    { code: 'unknown-button' },
    'I don’t know that button. The card may be older than I am; nothing was changed.',
  ],
  'no-shifts': [{ code: 'no-shifts' }, 'This plant has no shifts yet.'],
  busy: [
    { code: 'busy' },
    'Many people are tapping at once. Nothing was changed; please tap again.',
  ],
  done: [{ code: 'done', verb: 'resolve', alert: views.open.alert.id }, 'Resolved (3fa92c).'],
};

describe('private answers', () => {
  const names = new Map([[ana.id, ana.name]]);

  test.each(Object.values(ANSWERS))('%o', (answer, sentence) => {
    expect(toldText({ answer, names }, setting)).toBe(sentence);
  });

  test('somebody whose name is gone is somebody', () => {
    const answer: Answer = { code: 'owned-by', who: 'erased' };
    expect(toldText({ answer, names }, setting)).toMatch(/^somebody owns this/i);
  });

  test('a button for oneself is no unknown person', () => {
    const answer: Answer = { code: 'unknown-person', name: '' };
    expect(toldText({ answer, names }, setting)).toBe(
      'This is yours already. Somebody else can ask you for it.',
    );
  });
});

describe('the catalogue', () => {
  test('every reason has a text that fits a button', () => {
    for (const { code } of REASONS) {
      expect(words('en').card.reason[code], code).toMatch(/^.{3,24}$/);
    }
  });

  test('every severity has its word', () => {
    for (const s of SEVERITIES) expect(words('en').card.severity[s]).not.toBe('');
  });
});

describe('summaries', () => {
  const sentences: readonly (readonly [StateName, string])[] = [
    ['open', 'High: Scratch on housing, line-1/station-12, 10:20. Confirm or reject.'],
    [
      'confirmed',
      'High: Scratch on housing, line-1/station-12, 10:20. Confirmed by Ana Ruiz at 10:21, 1 min after it opened.',
    ],
    [
      'resolved',
      'High: Scratch on housing, line-1/station-12, 10:20. Resolved by Ana Ruiz at 11:02.',
    ],
    [
      'cleared',
      'High: Gearbox bearing runs hot, line-2/gearbox-204, 10:20. Over: the source says the condition has ended. Was it real? Confirm or reject.',
    ],
    [
      'old-observation',
      'High: Scratch on housing, line-1/station-12, 14 Feb 2014, 15:55. Confirm or reject.',
    ],
  ];
  test.each(sentences)('%s', (name, sentence) => {
    expect(alertModel(views[name], setting).summary).toBe(sentence);
  });
});

describe('what happens next', () => {
  const next: readonly (readonly [StateName, string | null])[] = [
    ['open', 'climbs to the lead at 10:30'],
    ['escalated-by-timer', 'climbs to the channel floor at 10:40'],
    ['expired', 'asked again at 12:00'],
    ['confirmed', 'reminder at 11:21 · climbs to the lead at 12:21'],
    ['climbed-past-owner', 'climbs to the channel floor at 12:31'],
    ['shelved', 'back at 18:20'],
    ['cleared', null],
    ['resolved', null],
  ];
  test.each(next)('%s', (name, sentence) => {
    const line = alertModel(views[name], setting).next;
    expect(line === null ? null : plainText(line, setting)).toBe(sentence);
  });

  test('at the last step nobody is left', () => {
    const view = viewOf({ alert: { level: 2, dueAt: openedAt + 40 * MINUTE } });
    const line = alertModel(view, setting).next ?? [];
    expect(plainText(line, setting)).toBe('nobody further to ask; counts as unanswered at 11:00');
  });

  test('an owner who was reminded is passed by next', () => {
    const { alert } = views.confirmed;
    const view = viewOf({ alert: { ...alert, reminders: 1 } });
    expect(plainText(alertModel(view, setting).next ?? [], setting)).toMatch(/^climbs to the lead/);
  });
});

test('whoever is asked on another day is told on which it opened', () => {
  const ask = { reason: 'again', people: [], copyTo: null } as const;
  const night = viewOf({ alert: { dueAt: openedAt + 20 * HOUR } });
  const [today, tomorrow] = [views.open, night].map((v) => askModel(v, ask, [], setting));
  expect(plainText(today?.sentence ?? [], setting)).toContain('open since 10:20.');
  expect(plainText(tomorrow?.sentence ?? [], setting)).toContain('open since 22 Nov, 10:20.');
});

describe('how sure', () => {
  const bands: readonly (readonly [number | null, string])[] = [
    [1, 'model very sure (100 %)'],
    [0.999, 'model very sure (over 99 %)'],
    [0.9, 'model very sure (90 %)'],
    [0.8999, 'model fairly sure (90 %)'],
    [0.7, 'model fairly sure (70 %)'],
    [0.5, 'model half sure (50 %)'],
    [0.3, 'model not sure (30 %)'],
    [0.001, 'model not sure (under 1 %)'],
    [0, 'model not sure (0 %)'],
    [null, 'no confidence given'],
  ];
  test.each(bands)('%s', (confidence, text) => {
    expect(alertModel(viewOf({ detection: { confidence } }), setting).howSure).toBe(text);
  });
});

describe('the report', () => {
  const lines = (name: string): readonly string[] => {
    const reply = replies[name];
    if (reply === undefined) throw new Error(name);
    return replyText(reply).sections.flatMap((s) => s.lines.map((l) => plainText(l, setting)));
  };

  test('precision in plain words, and no figure where there is too little', () => {
    expect(lines('report')).toEqual([
      'Answered: 27 of 29 alerts (93 %)',
      'Half were answered within 1 min 40 s, nine in ten within 2 min 50 s',
      'Answered before the next step was due: 93 %',
      'None climbed for want of an answer',
      'Contested: 1 (left out of the figures)',
      'line-1: 29 an hour, more than the 12 that anybody can manage; in a flood 17 % of the time (1×, up to 29 in 10 min)',
      'Most came from surface-scratch on line-1/station-12 (29, 100 %)',
      'bearing-heat 2.3.1: 3 of 11 real; likely 10–57 %',
      'ppe 1.0: no answers yet',
      'scratch 4.2: 12 of 14 real; likely 60–96 %',
      'scratch 4.3: not enough evidence yet (2 answers)',
    ]);
  });

  test('silence is said as silence', () => {
    expect(lines('report-silent')).toContain(
      'Fewer than half were answered, so there is no typical time yet',
    );
    expect(lines('report-empty')).toEqual(['No alerts in this time.']);
  });
});
