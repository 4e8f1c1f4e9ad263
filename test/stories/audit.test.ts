// The auditor: an open alert that nobody owns and no clock runs for must be impossible. Where a fault makes one all the same,
// it is named, and the admins are told once.
import { expect } from 'vitest';
import { story } from '../harness.ts';

story(
  'an alert without an owner or a clock is found, named, and told to the admin once',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch');
    await h.advance('2m');
    expect(h.app.findings()).toEqual([]);
    const alert = await h.alert();
    // As if a fault had lost its clock.
    const broken = { ...alert, revision: alert.revision + 1, dueAt: null };
    const event = {
      id: 'e-broken',
      kind: 'note',
      at: h.clock.now(),
      by: null,
      revision: broken.revision,
      set: { dueAt: null },
      detail: {},
    } as const;
    const change = { alert: broken, expected: alert.revision, events: [event], labels: [] };
    const changes = [{ ...change, deliveries: [], refreshCards: false }];
    await h.memory.store.commit({ changes, detections: [], quarantine: [], labels: [] });
    await h.advance('1m');
    expect(h.app.findings()).toEqual([expect.stringContaining('no clock runs')]);
    h.expectAsked('ada', /without an owner/);
    await h.advance('30m');
    h.expectQuiet();
    await h.tap('ana', 'Confirm');
    await h.advance('1m');
    expect(h.app.findings()).toEqual([]);
  },
);
