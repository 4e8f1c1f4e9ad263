// The way in without an open port: Socket Mode. The SDK's own reconnecting can end the process with a rejected promise, so it is
// off; this loop opens a new socket whenever the last one ended, waits longer after each failure, and stops when told.
import { type App, type Logger, SocketModeReceiver } from '@slack/bolt';
import { SECOND } from '../../core/time.ts';
import type { Clock, Log } from '../../ports/system.ts';
import { type Events, isEvent } from './events.ts';
import { refusalCode } from './faults.ts';

export interface Socket {
  start(): Promise<void>;
  stop(): Promise<void>;
  trouble(): string | null;
}

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly log: Log;
  /** Makes the app that listens behind a receiver. */
  readonly appFor: (receiver: SocketModeReceiver) => App;
  readonly events: Events;
}

const CALL_TIMEOUT_MS = 8_000;
/** How long `start` waits for the first socket before it goes on without. */
const FIRST_SOCKET_MS = 1_000;
const RECONNECT_FIRST_MS = 100;
const RECONNECT_LONGEST_MS = 30_000;
/** A socket that ends sooner counts as a failure: one that is closed again and again must not be opened ten times a second. */
const STEADY_MS = 10 * SECOND;

export function slackSocket(options: SocketOptions): Socket {
  const { log, clock } = options;
  let isStopped = false;
  let isOpen = false;
  let current: SocketModeReceiver | null = null;
  let waitMs = RECONNECT_FIRST_MS;
  /** How many sockets in a row ended soon after they had opened. */
  let shortLived = 0;
  let wake = (): void => {};
  let reason = 'not yet';

  /** Opens one socket; resolves when it has ended. */
  async function oneSocket(): Promise<void> {
    const receiver = receiverOf(options);
    current = receiver;
    eventsFirst(options.appFor(receiver), options.events);
    const ended = new Promise<void>((resolve) =>
      receiver.client.once('disconnected', () => resolve()),
    );
    await receiver.start();
    if (isStopped) return receiver.stop();
    isOpen = true;
    const openedAt = clock.now();
    log.info('the Slack socket is open');
    wake();
    await ended;
    shortLived = clock.now() - openedAt < STEADY_MS ? shortLived + 1 : 0;
    waitMs = Math.min(RECONNECT_FIRST_MS * 2 ** shortLived, RECONNECT_LONGEST_MS);
  }

  async function keepOpen(): Promise<void> {
    while (!isStopped) {
      try {
        await oneSocket();
        reason = 'it ended';
      } catch (error) {
        reason = refusalCode(error) ?? 'Slack does not answer';
        log.warn('the Slack socket could not be opened', { reason });
      }
      isOpen = false;
      if (isStopped) return;
      await sleep(waitMs);
      // Opening it resets this.
      waitMs = Math.min(waitMs * 2, RECONNECT_LONGEST_MS);
    }
  }

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    async start() {
      const opened = new Promise<void>((resolve) => {
        wake = resolve;
      });
      void keepOpen();
      await Promise.race([opened, pause(FIRST_SOCKET_MS)]);
    },
    async stop() {
      isStopped = true;
      wake();
      await current?.stop();
    },
    trouble: () => (isOpen ? null : `The Slack socket (SLACK_APP_TOKEN) is not open: ${reason}.`),
  };
}

function receiverOf({ appToken, apiUrl, logger }: SocketOptions): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        slackApiUrl: apiUrl,
        timeout: CALL_TIMEOUT_MS,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      },
    },
    // Nothing that went wrong inside may end as an unhandled rejection.
    processEventErrorHandler: async () => true,
  });
}

/** Bolt acknowledges an event before it is looked at: here it is acknowledged when it is kept, and else comes again. */
function eventsFirst(app: App, events: Events): void {
  const processed = app.processEvent.bind(app);
  app.processEvent = async (incoming) => {
    if (!isEvent(incoming.body)) return processed(incoming);
    if (await events(incoming.body)) await incoming.ack();
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}
