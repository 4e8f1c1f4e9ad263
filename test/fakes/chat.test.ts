// The fake chat keeps the chat contract, so that stories told on it hold on the real platforms.
import { BULK_VERBS } from '../../bot/core/digest.ts';
import type { Person } from '../../bot/core/plant.ts';
import { chatContract } from '../contracts/chat.ts';
import { fakeChat } from './chat.ts';

chatContract('fake', async (reactions) => {
  const chat = fakeChat({ reactions, clock: { now: () => Date.parse('2026-11-22T10:20:00Z') } });
  const ana = personOf('ana', 'Ana Ruiz', 'U0ANA00001');
  return {
    chat,
    place: { channel: 'C0LINE0001', person: null, thread: null },
    direct: { channel: null, person: ana, thread: null },
    ana,
    ben: personOf('ben', 'Ben Roy', 'U0BEN00001'),
    async shown(_place, address) {
      const message = chat.at(address);
      return message === null ? null : chat.shown(message);
    },
    async posts(place) {
      if (place.thread !== null) return chat.replies(place.thread).length;
      if (place.person !== null) return chat.directs(place.person.id).length;
      return chat.messages().filter((m) => m.channel === place.channel && m.thread === null).length;
    },
    async tap(_place, address, user, verb, inputs) {
      const [bulk, what] = verb.split(':');
      const named = what === undefined ? undefined : BULK_VERBS.find((v) => v === what);
      if (bulk === 'bulk' && named !== undefined && inputs !== undefined)
        return chat.bulk(address, user, 'station-12', named);
      await chat.tap(address, user, verb);
    },
    async command(place, user, text) {
      await chat.command(place.channel, user, text);
    },
    answers: async () => chat.answers,
    fail: (trouble) => chat.fail(trouble),
    close: () => chat.stop(),
  };
});

function personOf(key: string, name: string, user: string): Person {
  const identities = [{ platform: 'slack', tenant: '', user }] as const;
  return { id: `person-${key}`, key, name, roles: ['technician'], identities };
}
