// Errors that memory throws on purpose: a code for programs, one sentence for people. A refusal that a person may read is
// never thrown; these are broken promises of the outside, so they carry their cause.
import type { StoreFault, StoreFaultCode } from '../bot/ports/store.ts';

export function storeFault(code: StoreFaultCode, sentence: string, cause?: unknown): StoreFault {
  return Object.assign(new Error(sentence, cause === undefined ? {} : { cause }), { code });
}

export function isStoreFault(error: unknown): error is StoreFault {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'BadCursor' ||
      error.code === 'CORRUPT_ROW' ||
      error.code === 'DATABASE_UNUSABLE')
  );
}
