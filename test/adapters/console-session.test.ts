// Signing in to the console: nobody is let in without the password, and nobody may guess it quickly.
import { afterEach, describe, expect, it } from 'vitest';
import { makeInner } from '../contracts/chat-rig.ts';
import { alertOf } from '../contracts/chat-views.ts';
import { type Answer, type ConsoleRig, consoleRig, type RigOptions } from './console-rig.ts';

const PASSWORD = 'correct horse';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const OPEN_RIGS: ConsoleRig[] = [];

afterEach(async () => {
  for (const rig of OPEN_RIGS.splice(0)) await rig.close();
});

async function start(options: RigOptions = {}): Promise<ConsoleRig> {
  const all = { isLoopback: false, password: PASSWORD, ...options };
  const rig = await consoleRig(makeInner().reactions, all);
  OPEN_RIGS.push(rig);
  return rig;
}

function signIn(rig: ConsoleRig, password: string, headers = {}): Promise<Answer> {
  const body = new URLSearchParams({ password }).toString();
  return rig.ask('/console/sign-in', { body, headers: { ...FORM, ...headers } });
}

function cookieOf(answer: Answer): string {
  return [answer.headers['set-cookie']].flat()[0]?.split(';')[0] ?? '';
}

describe('with a password', () => {
  it('answers nothing before signing in', async () => {
    const rig = await start();
    const page = await rig.ask('/');
    expect([page.status, page.headers.location]).toEqual([303, '/console/sign-in']);
    const form = await rig.ask('/console/sign-in');
    expect(form.text).toContain('type="password"');
    for (const path of ['/console/state', '/console/live'])
      expect((await rig.ask(path)).status, path).toBe(401);
    const value = { v: 1, a: alertOf().id, r: 1 };
    const tap = { person: 'ana', verb: 'confirm', value, post: null };
    for (const body of [tap, { person: 'ana', text: 'open' }])
      for (const path of ['/console/tap', '/console/command'])
        expect((await rig.ask(path, { body })).status, path).toBe(401);
  });

  it('lets in who knows it, under any name of the host, and keeps scripts from the cookie', async () => {
    const rig = await start();
    const answer = await signIn(rig, PASSWORD);
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict$/);
    const headers = { cookie: `other=1; ${cookieOf(answer)}`, host: 'andon.plant.example' };
    expect((await rig.ask('/', { headers })).status).toBe(200);
    expect((await rig.ask('/console/state', { headers })).json?.hasPassword).toBe(true);
  });

  it('marks the cookie for https where the console is reached so', async () => {
    const rig = await start({ publicUrl: 'https://andon.example.com' });
    const headers = { origin: 'https://andon.example.com' };
    expect(String((await signIn(rig, PASSWORD, headers)).headers['set-cookie'])).toContain(
      'Secure',
    );
  });

  it('takes no cookie that it did not sign, and none that is too old', async () => {
    const rig = await start();
    const cookie = cookieOf(await signIn(rig, PASSWORD));
    const status = async (text: string) =>
      (await rig.ask('/console/state', { headers: { cookie: text } })).status;
    const [until = '', nonce, mac] = cookie.slice('andon_session='.length).split('.');
    expect(await status(cookie)).toBe(200);
    for (const forged of [
      `${Number(until) + 1}.${nonce}.${mac}`,
      `${until}.x.${mac}`,
      `${until}.${nonce}.`,
      'x',
      '',
    ])
      expect(await status(`andon_session=${forged}`), forged).toBe(401);
    const other = await start({ password: 'another' });
    expect((await other.ask('/console/state', { headers: { cookie } })).status).toBe(401);
    rig.clock.at = Number(until);
    expect(await status(cookie)).toBe(401);
  });

  it('holds after a restart, on every replica', async () => {
    const cookie = cookieOf(await signIn(await start(), PASSWORD));
    const other = await start();
    expect((await other.ask('/console/state', { headers: { cookie } })).status).toBe(200);
  });

  it('slows down guessing, for the right password too, and forgets after a minute', async () => {
    const rig = await start();
    for (let n = 1; n <= 5; n += 1) {
      const wrong = await signIn(rig, `guess ${n}`);
      expect([wrong.status, wrong.headers['set-cookie']]).toEqual([401, undefined]);
      expect(wrong.text).toContain('not the password');
    }
    const waiting = await signIn(rig, PASSWORD);
    expect([waiting.status, waiting.headers['retry-after']]).toEqual([429, '60']);
    expect(waiting.headers['set-cookie']).toBeUndefined();
    rig.clock.at += 60_000;
    expect((await signIn(rig, PASSWORD)).status).toBe(303);
  });

  it('takes a sign-in from its own form only', async () => {
    const rig = await start();
    expect((await signIn(rig, PASSWORD, { origin: 'https://evil.example' })).status).toBe(403);
    const body = { password: PASSWORD };
    expect((await rig.ask('/console/sign-in', { body })).status).toBe(415);
  });

  it('signs out', async () => {
    const rig = await start();
    const cookie = cookieOf(await signIn(rig, PASSWORD));
    const out = await rig.ask('/console/sign-out', { method: 'POST', headers: { cookie } });
    expect([out.status, cookieOf(out)]).toEqual([303, 'andon_session=']);
  });

  it('leads a link from a chat past the sign-in, when the browser held the cookie back', async () => {
    const rig = await start();
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    const answer = await rig.ask('/', { headers });
    expect([answer.status, answer.headers.refresh]).toEqual([200, '0; url=/']);
  });
});

describe('the pass of a wall', () => {
  const watch = (rig: ConsoleRig, cookie: string, path = '/console/wall') =>
    rig.ask(path, { headers: { cookie } });

  it('is given to who is signed in, and opens the wall and nothing else', async () => {
    const rig = await start();
    expect((await rig.ask('/wall')).headers.location).toBe('/console/sign-in?next=/wall');
    expect((await rig.ask('/console/wall')).status).toBe(401);
    const pass = cookieOf(await watch(rig, cookieOf(await signIn(rig, PASSWORD))));
    expect(pass).toMatch(/^andon_wall=/);
    expect((await watch(rig, pass)).status).toBe(200);
    expect((await watch(rig, pass, '/wall')).status).toBe(200);
    expect((await watch(rig, pass, '/')).status).toBe(303);
    for (const path of ['/console/state', '/console/live', '/console/alert?id=1'])
      expect((await watch(rig, pass, path)).status, path).toBe(401);
    const asSession = pass.replace('andon_wall', 'andon_session');
    expect((await watch(rig, asSession, '/console/state')).status).toBe(401);
    expect((await watch(rig, asSession)).status).toBe(401);
  });

  it('is renewed while the wall is shown, and ends when nobody shows it for a week', async () => {
    const rig = await start();
    let pass = cookieOf(await watch(rig, cookieOf(await signIn(rig, PASSWORD))));
    expect((await watch(rig, pass)).headers['set-cookie']).toBeUndefined();
    for (let day = 0; day < 20; day += 1) {
      rig.clock.at += 24 * 3_600_000;
      const shown = await watch(rig, pass);
      expect(shown.status).toBe(200);
      pass = cookieOf(shown);
    }
    rig.clock.at += 7 * 24 * 3_600_000;
    expect((await watch(rig, pass)).status).toBe(401);
  });

  it('leads from the sign-in to the wall, and to no foreign page; signing out takes it away', async () => {
    const rig = await start();
    const go = async (next: string) => {
      const body = new URLSearchParams({ password: PASSWORD, next }).toString();
      return (await rig.ask('/console/sign-in', { body, headers: FORM })).headers.location;
    };
    expect(await go('/wall')).toBe('/wall');
    for (const next of ['https://evil.example', '//evil.example', '/console/state', ''])
      expect(await go(next), next).toBe('/');
    const form = await rig.ask('/console/sign-in?next=%22%3E%3Cscript%3E');
    expect(form.text).toContain('name="next" value="/"');
    const cookie = cookieOf(await signIn(rig, PASSWORD));
    const out = await rig.ask('/console/sign-out', { method: 'POST', headers: { cookie } });
    expect(String(out.headers['set-cookie'])).toMatch(
      /andon_session=; Max-Age=0.*andon_wall=; Max/,
    );
  });
});
