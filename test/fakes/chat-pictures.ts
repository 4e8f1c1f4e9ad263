// The fake chat's pictures, as Slack has them: brought unseen, shared under a card, prepared for a while, and only then fit for
// a card in that place. It writes down every sharing: what people saw twice stands there twice.
import type { Done, PictureDesk, Place } from '../../bot/ports/chat.ts';
import type { Picture } from '../../bot/ports/pictures.ts';
import type { Clock } from '../../bot/ports/system.ts';

export type PictureOp = 'bring' | 'share' | 'isReady';
/** `after`: it is done, and the answer is lost. */
export type PictureTrouble = 'limited' | 'unavailable' | 'refused' | 'missing' | 'after';

export interface FakeFile {
  readonly ref: string;
  readonly picture: Picture;
  readonly alt: string;
  readyAt: number | null;
}

export interface FakePictures {
  readonly desk: PictureDesk;
  readonly files: readonly FakeFile[];
  /** What people saw: which file under which card. */
  readonly shares: readonly { readonly ref: string; readonly address: string }[];
  readonly ops: readonly PictureOp[];
  preparingMs: number;
  /** Cards with a picture are refused as long as this holds. */
  isPicky: boolean;
  fail(op: PictureOp, trouble: PictureTrouble, times?: number): void;
  /** Whether a card may show it now. */
  isFit(ref: string): boolean;
}

export function fakePictures(clock: Clock): FakePictures {
  const files: FakeFile[] = [];
  const shares: { ref: string; address: string }[] = [];
  const ops: PictureOp[] = [];
  const planned: { op: PictureOp; trouble: PictureTrouble }[] = [];
  const at = (ref: string) => files.find((f) => f.ref === ref);

  /** The trouble that comes before the work, or after it. */
  async function run<T>(op: PictureOp, work: () => Done<T>): Promise<Done<T>> {
    ops.push(op);
    const i = planned.findIndex((p) => p.op === op);
    const [plan] = i < 0 ? [] : planned.splice(i, 1);
    if (plan !== undefined && plan.trouble !== 'after') return faultOf(plan.trouble);
    const done = work();
    return plan === undefined ? done : faultOf('unavailable');
  }

  const fake: FakePictures = {
    files,
    shares,
    ops,
    preparingMs: 1_500,
    isPicky: false,
    fail: (op, trouble, times = 1) => void planned.push(...Array(times).fill({ op, trouble })),
    isFit: (ref) => {
      const readyAt = at(ref)?.readyAt ?? null;
      return !fake.isPicky && readyAt !== null && readyAt <= clock.now();
    },
    desk: {
      bring: (_place: Place, picture, alt) =>
        run('bring', () => {
          const ref = `file-${files.length + 1}`;
          files.push({ ref, picture, alt, readyAt: null });
          return { ok: true, value: ref };
        }),
      share: (_place, address, ref, isUnclear) =>
        run('share', (): Done<true> => {
          const file = at(ref);
          if (file === undefined) return faultOf('missing');
          if (isUnclear && file.readyAt !== null) return { ok: true, value: true };
          shares.push({ ref, address });
          file.readyAt = clock.now() + fake.preparingMs;
          return { ok: true, value: true };
        }),
      isReady: (_place, ref) =>
        run('isReady', () => {
          const readyAt = at(ref)?.readyAt ?? null;
          return { ok: true, value: readyAt !== null && readyAt <= clock.now() };
        }),
    },
  };
  return fake;
}

function faultOf(trouble: Exclude<PictureTrouble, 'after'>): Done<never> {
  if (trouble === 'limited') return { ok: false, code: 'limited', retryAfterMs: 3_000 };
  return { ok: false, code: trouble, reason: `The chat platform says: ${trouble}.` };
}
