// Where a Slack message stands, as one text: its `ts`, and before that the conversation where it is a direct message, because
// no place in the plant names that one.

const DIRECT = /^D[A-Z0-9]+$/;

export function addressOf(channel: string, ts: string): string {
  return DIRECT.test(channel) ? `${channel}:${ts}` : ts;
}

export function tsOf(address: string): string {
  return address.slice(address.indexOf(':') + 1);
}

/** The conversation that the address itself names, null when the place does. */
export function channelOf(address: string): string | null {
  const end = address.indexOf(':');
  return end < 0 ? null : address.slice(0, end);
}

/** A user group: it can be mentioned where its people are, and nobody can write to it directly. */
export function isGroup(user: string): boolean {
  return user.startsWith('S');
}
