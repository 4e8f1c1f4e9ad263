// Who gets in at POST /slack/events: forged, old, repeated, oversized and senseless requests are answered and change nothing.
import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { isGenuine } from '../../bot/adapters/slack/guard.ts';
import {
  FORM,
  interaction,
  SIGNING_SECRET,
  type Spoiled,
  send,
  signed,
} from '../fakes/slack-sender.ts';
import { onceMemory } from './slack-rig.ts';
import { closeScenes, pressBody, scene } from './slack-scene.ts';

afterEach(closeScenes);

describe('the guard', () => {
  const refused: readonly [string, Spoiled, number][] = [
    ['forged', { secret: 'not the secret' }, 401],
    ['unsigned', { isUnsigned: true }, 401],
    ['stale by 301 s', { skewS: -301 }, 401],
    ['301 s from the future', { skewS: 302 }, 401],
    ['tampered with', { tamper: (b) => b.replace('confirm', 'reject') }, 401],
    [
      'signed in another version',
      { headers: { 'x-slack-signature': `v1=${'0'.repeat(64)}` } },
      401,
    ],
    ['signed with nothing', { headers: { 'x-slack-signature': 'v0=' } }, 401],
    ['without a time', { headers: { 'x-slack-request-timestamp': 'now' } }, 401],
    ['of another content type', { contentType: 'text/plain' }, 415],
  ];
  for (const [title, spoiled, status] of refused) {
    it(`refuses what is ${title}, without effect`, async () => {
      const at = await scene();
      const sent = await send(at.rig.doorUrl, signed(pressBody(at), FORM, spoiled));
      expect(sent.status).toBe(status);
      expect(at.taps).toEqual([]);
    });
  }

  it('checks the signature itself, to the second and to the last digit', () => {
    const now = Math.floor(Date.now() / 1_000) * 1_000;
    const { headers } = signed('a=1', FORM);
    const stamp = Number(headers['x-slack-request-timestamp']) * 1_000;
    const body = Buffer.from('a=1');
    const passes = (change: object, secret = SIGNING_SECRET, at = now) =>
      isGenuine({ headers: { ...headers, ...change } }, body, secret, at);
    expect(passes({})).toBe(true);
    expect(passes({}, SIGNING_SECRET, stamp + 300_999)).toBe(true);
    expect(passes({}, SIGNING_SECRET, stamp + 301_000)).toBe(false);
    expect(passes({}, SIGNING_SECRET, stamp - 300_000)).toBe(true);
    expect(passes({}, SIGNING_SECRET, stamp - 300_001)).toBe(false);
    expect(passes({}, 'another secret')).toBe(false);
    const signature = headers['x-slack-signature'] ?? '';
    const other = signature.endsWith('0') ? '1' : '0';
    expect(passes({ 'x-slack-signature': signature.slice(0, -1) + other })).toBe(false);
    expect(passes({ 'x-slack-signature': signature.slice(0, -2) })).toBe(false);
    expect(isGenuine({ headers }, Buffer.from('a=2'), SIGNING_SECRET, now)).toBe(false);
  });

  it('takes what is a little old or early, and a content type with a charset', async () => {
    const at = await scene();
    for (const spoiled of [
      { skewS: -295 },
      { skewS: 295 },
      { contentType: `${FORM}; charset=utf-8` },
    ]) {
      const sent = await send(at.rig.doorUrl, signed(pressBody(at), FORM, spoiled));
      expect(sent.status).toBe(200);
    }
    expect(at.taps).toHaveLength(3);
  });

  it('lets an identical signed request act once, also after a restart', async () => {
    const once = onceMemory();
    const at = await scene({ once });
    const request = signed(pressBody(at), FORM);
    expect((await send(at.rig.doorUrl, request)).status).toBe(200);
    expect((await send(at.rig.doorUrl, request)).status).toBe(200);
    expect(at.taps).toHaveLength(1);
    const later = await scene({ once });
    expect((await send(later.rig.doorUrl, request)).status).toBe(200);
    expect(later.taps).toEqual([]);
    expect(await later.rig.answers()).toEqual([]);
  });

  it('reads a mebibyte and refuses more', async () => {
    const { rig } = await scene();
    const full = signed('x'.repeat(1_048_577), FORM);
    expect((await send(rig.doorUrl, full)).status).toBe(413);
    const fits = signed('x'.repeat(1_048_576), FORM);
    expect((await send(rig.doorUrl, fits)).status).toBe(200);
  });

  it('proves the address and the certificate to Slack', async () => {
    const { rig } = await scene();
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c-1', token: 't' });
    const verified = await send(rig.doorUrl, signed(body, 'application/json'));
    expect(JSON.parse(verified.text)).toEqual({ challenge: 'c-1' });
    const check = { body: 'ssl_check=1&token=t', headers: { 'content-type': FORM } };
    expect((await send(rig.doorUrl, check)).status).toBe(200);
  });

  it('has no other address, and no other method', async () => {
    const { rig } = await scene();
    expect(rig.chat.door?.owns('GET', '/slack/events')).toBe(false);
    expect(rig.chat.door?.owns('POST', '/slack/install')).toBe(false);
    expect(rig.chat.door?.owns('POST', '/slack/events')).toBe(true);
  });

  const senseless: readonly [string, string, string, number][] = [
    ['no JSON', '{', 'application/json', 400],
    ['JSON that is no object', '[1]', 'application/json', 400],
    ['a form with a broken payload', 'payload=%7B', FORM, 400],
    ['nothing at all', '', FORM, 200],
    ['an unknown kind', JSON.stringify({ type: 'view_closed' }), 'application/json', 200],
    ['an event without event', JSON.stringify({ type: 'event_callback' }), 'application/json', 200],
    ['a press without actions', interaction({ type: 'block_actions', actions: [] }), FORM, 200],
    [
      'a press by nobody',
      interaction({ type: 'block_actions', actions: [{}], user: 7 }),
      FORM,
      200,
    ],
    ['a command without user', 'command=%2Fandon&team_id=T', FORM, 200],
    ['an old-style action', interaction({ type: 'interactive_message', actions: [{}] }), FORM, 200],
    [
      'an event with senseless authorizations',
      JSON.stringify({
        type: 'event_callback',
        authorizations: [null],
        event: { type: 'message' },
      }),
      'application/json',
      200,
    ],
  ];
  for (const [title, body, contentType, status] of senseless) {
    it(`answers ${title} with ${status}, at once`, async () => {
      const { rig, taps } = await scene();
      const began = performance.now();
      expect((await send(rig.doorUrl, signed(body, contentType))).status).toBe(status);
      expect(performance.now() - began).toBeLessThan(2_000);
      expect(taps).toEqual([]);
    });
  }

  it('survives a sender who leaves in the middle', async () => {
    const at = await scene();
    await new Promise<void>((resolve) => {
      const request = httpRequest(at.rig.doorUrl, {
        method: 'POST',
        headers: { 'content-type': FORM, 'content-length': '1000' },
      });
      request.on('error', () => resolve());
      request.write('payload=', () => request.destroy());
      request.on('close', () => resolve());
    });
    expect((await send(at.rig.doorUrl, signed(pressBody(at), FORM))).status).toBe(200);
    expect(at.taps).toHaveLength(1);
  });
});
