// Pictures from the plant's own network: the card stands at once and whole, and gets its picture when it is there; whatever goes
// wrong with a picture, nobody waits for it, nobody sees it twice, and the card says what is missing.
import { expect } from 'vitest';
import type { Detection } from '../../bot/core/detection.ts';
import { FETCH_WAITS_MS } from '../../bot/workers/pictures.ts';
import { pictureOf } from '../fakes/camera.ts';
import type { FakeMessage } from '../fakes/chat.ts';
import { type Harness, type HarnessOptions, story } from '../harness.ts';

const CAMERA = 'http://cam-12.plant.local/frame-1.png';
const LISTED: HarnessOptions = {
  plant: { evidence: { hosts: ['cam-*.plant.local'], maxBytes: 5_000_000 } },
};

function seen(url = CAMERA, over: Partial<Detection> = {}): Partial<Detection> {
  return { evidence: [{ kind: 'image', url, alt: 'Housing, top left' }], ...over };
}

/** What the newest card shows of a picture: the platform's file, or its line of text. */
function pictureOn(h: Harness, card: FakeMessage = h.card()): string | null {
  const { content } = card;
  const picture = content.kind === 'alert' ? content.model.picture : null;
  const ref = picture?.kept?.ref ?? null;
  if (ref !== null) return ref;
  return /Picture: .*/.exec(h.chat.shown(card).text)?.[0] ?? null;
}

story(
  'the card is there at once, and its picture follows',
  async (h) => {
    h.camera.show(CAMERA);
    await h.detect(seen());
    h.expectCard(/Picture: Housing, top left \(being fetched\)/);
    expect(h.chat.gallery.shares).toEqual([{ ref: 'file-1', address: h.card().address }]);
    expect(h.chat.gallery.files[0]?.alt).toBe('Housing, top left');
    expect(pictureOn(h)).toContain('being fetched');
    await h.advance('5s');
    expect(pictureOn(h)).toBe('file-1');
    const { revision } = await h.alert();
    expect(h.card().states).toHaveLength(2);
    await h.tap('ana', 'Confirm');
    expect(pictureOn(h)).toBe('file-1');
    expect(await h.alert()).toMatchObject({ revision: revision + 1 });
    await h.advance('5m');
    expect(h.chat.gallery.shares).toHaveLength(1);
    expect(h.camera.asked).toEqual([CAMERA]);
  },
  LISTED,
);

story(
  'a host that is not listed is never asked; the line of text stays as it is',
  async (h) => {
    await h.detect(seen('http://nas.plant.local/frame.png'));
    h.expectCard(/Picture: Housing, top left \(http:\/\/nas\.plant\.local\/frame\.png\)/);
    await h.advance('5m');
    expect(h.camera.asked).toEqual([]);
    expect(h.chat.gallery.ops).toEqual([]);
  },
  LISTED,
);

for (const [title, isFinal, asked] of [
  ['no picture', true, 1],
  ['no answer', false, FETCH_WAITS_MS.length + 1],
] as const) {
  story(
    `a camera that gives ${title} leaves the card whole, with a line that says so`,
    async (h) => {
      h.camera.breakDown(CAMERA, title, isFinal);
      await h.detect(seen());
      h.expectCard('Scratch');
      await h.advance('5m');
      expect(pictureOn(h)).toBe(`Picture: Housing, top left (could not be loaded: ${CAMERA})`);
      expect(h.shown().buttons.map((b) => b.verb)).toContain('confirm');
      expect(h.camera.asked).toHaveLength(asked);
      expect(h.chat.gallery.ops).toEqual([]);
      expect(h.logged.filter((l) => l.includes('a picture could not be fetched'))).toHaveLength(1);
    },
    LISTED,
  );
}

story(
  'a camera that is late is asked again, and its picture comes',
  async (h) => {
    await h.detect(seen());
    h.expectCard('Scratch');
    await h.advance('5s');
    h.camera.show(CAMERA);
    await h.advance('1m');
    expect(pictureOn(h)).toBe('file-1');
  },
  LISTED,
);

story(
  'the same picture in fifty detections is fetched once and shown once',
  async (h) => {
    h.camera.show(CAMERA);
    await h.detectAll(Array.from({ length: 50 }, (_, n) => seen(CAMERA, { id: `frame-${n}` })));
    await h.advance('1m');
    h.expectCard('Scratch');
    expect(h.camera.asked).toEqual([CAMERA]);
    expect(h.chat.gallery.shares).toHaveLength(1);
  },
  LISTED,
);

story(
  'the same picture on fifty cards is fetched once, and stands under each',
  async (h) => {
    h.camera.show(CAMERA);
    await h.detectAll(
      Array.from({ length: 50 }, (_, n) => seen(CAMERA, { id: `frame-${n}`, key: `key-${n}` })),
    );
    await h.advance('1m');
    for (let n = 0; n < 50; n += 1) h.expectCard('Scratch');
    expect(h.camera.asked).toEqual([CAMERA]);
    expect(new Set(h.chat.gallery.shares.map((s) => s.address)).size).toBe(50);
    expect(h.chat.gallery.shares).toHaveLength(50);
  },
  LISTED,
);

story(
  'an address that shows something new each time is asked anew for another alert',
  async (h) => {
    h.camera.show(CAMERA, pictureOf(1));
    await h.detect(seen());
    h.expectCard('Scratch');
    await h.advance('2m');
    h.camera.show(CAMERA, pictureOf(2));
    await h.detect(seen(CAMERA, { id: 'frame-2', key: 'another' }));
    h.expectCard('Scratch');
    await h.advance('10s');
    expect(h.camera.asked).toHaveLength(2);
    expect(h.chat.gallery.files.map((f) => f.picture.sha256)).toEqual([
      pictureOf(1).sha256,
      pictureOf(2).sha256,
    ]);
  },
  LISTED,
);

story(
  'a newer picture takes the place of the older, and an alert has a share of them',
  async (h) => {
    for (let n = 1; n <= 8; n += 1) h.camera.show(`${CAMERA}?${n}`, pictureOf(n));
    await h.detect(seen(`${CAMERA}?1`));
    h.expectCard('Scratch');
    await h.advance('5s');
    await h.detect(seen(`${CAMERA}?2`, { id: 'frame-2' }));
    expect(pictureOn(h)).toBe('file-1');
    await h.advance('5s');
    expect(pictureOn(h)).toBe('file-2');
    for (let n = 3; n <= 8; n += 1) {
      await h.detect(seen(`${CAMERA}?${n}`, { id: `frame-${n}` }));
      await h.advance('5s');
    }
    expect(h.camera.asked).toHaveLength(5);
    expect(pictureOn(h)).toBe('file-1');
  },
  LISTED,
);

story(
  'a restart between two steps neither loses the picture nor shows it twice',
  async (h) => {
    h.camera.show(CAMERA);
    h.chat.gallery.fail('share', 'after');
    await h.detect(seen());
    h.expectCard('Scratch');
    expect(h.chat.gallery.shares).toHaveLength(1);
    await h.restart();
    await h.advance('1m');
    expect(h.chat.gallery.shares).toHaveLength(1);
    expect(pictureOn(h)).toBe('file-1');
  },
  LISTED,
);

story(
  'a process that dies while it shares is taken over by one that looks first',
  async (h) => {
    h.camera.show(CAMERA);
    const { pictures } = h.memory;
    await h.detect(seen());
    h.expectCard('Scratch');
    // As another replica would have left it: claimed, shared, and never heard of again.
    const now = h.clock.now();
    const claim = { now: now + 10_000, leaseUntil: now + 60_000, instance: 'dead', limit: 9 };
    expect(await pictures.claimCopies(claim)).toMatchObject([{ state: 'shared' }]);
    await h.advance('2m');
    expect(h.chat.gallery.shares).toHaveLength(1);
    expect(pictureOn(h)).toBe('file-1');
  },
  LISTED,
);

story(
  'two replicas do each step once',
  async (h) => {
    h.camera.show(CAMERA);
    await h.detectAll([seen()]);
    await h.app.outbox.round();
    await h.restart();
    const first = h.app;
    await h.restart();
    for (let n = 0; n < 8; n += 1) {
      await Promise.all([first.pictures.round(), h.app.pictures.round()]);
      await Promise.all([first.outbox.round(), h.app.outbox.round()]);
      h.clock.set(h.clock.now() + 1_000);
    }
    h.expectCard('Scratch');
    expect(h.camera.asked).toHaveLength(1);
    expect(h.chat.gallery.shares).toHaveLength(1);
    expect(pictureOn(h)).toBe('file-1');
  },
  LISTED,
);

story(
  'a platform that is limited, or down for an hour, gets the picture later',
  async (h) => {
    h.camera.show(CAMERA);
    h.chat.gallery.fail('bring', 'limited');
    h.chat.gallery.fail('share', 'unavailable', 5);
    await h.detect(seen());
    h.expectCard('Scratch');
    await h.advance('1m');
    await h.tap('ana', 'Confirm');
    await h.advance('59m');
    expect(pictureOn(h)).toBe('file-1');
    expect(h.chat.gallery.shares).toHaveLength(1);
  },
  LISTED,
);

story(
  'a platform that forgot the bytes gets them again',
  async (h) => {
    h.camera.show(CAMERA);
    h.chat.gallery.fail('share', 'missing');
    await h.detect(seen());
    h.expectCard('Scratch');
    await h.advance('1m');
    expect(pictureOn(h)).toBe('file-2');
  },
  LISTED,
);

story(
  'an app that may not upload says so once in the log, and the card says it too',
  async (h) => {
    h.camera.show(CAMERA);
    h.chat.gallery.fail('bring', 'refused');
    await h.detect(seen());
    h.expectCard('Scratch');
    await h.advance('1m');
    expect(pictureOn(h)).toContain('could not be loaded');
    expect(h.chat.gallery.ops).toEqual(['bring']);
    expect(h.logged.filter((l) => l.includes('could not be put onto a card'))).toHaveLength(1);
  },
  LISTED,
);

story(
  'a platform that will not show it on a card is asked a few times, and then left',
  async (h) => {
    h.camera.show(CAMERA);
    h.chat.gallery.isPicky = true;
    await h.detect(seen());
    h.expectCard('Scratch');
    await h.advance('5m');
    expect(pictureOn(h)).toContain('could not be loaded');
    const { length } = h.card().states;
    await h.advance('4m');
    expect(h.card().states).toHaveLength(length);
    expect(h.chat.gallery.shares).toHaveLength(1);
  },
  LISTED,
);

story(
  'a card that somebody deleted comes back with its picture',
  async (h) => {
    h.camera.show(CAMERA);
    await h.detect(seen());
    h.expectCard('Scratch');
    await h.advance('5s');
    h.chat.remove(h.card().address);
    await h.detect(seen(CAMERA, { id: 'frame-2' }));
    await h.advance('5s');
    h.expectCard('Scratch');
    expect(pictureOn(h)).toBe('file-1');
  },
  LISTED,
);
