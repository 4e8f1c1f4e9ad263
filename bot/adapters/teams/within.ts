// A limit for what might never answer. The late result is dropped, and its failure with it.

/** Rejects with the code `time-limit` when `work` takes longer. */
export function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(Object.assign(new Error('no answer in time'), { code: 'time-limit' })),
      limitMs,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
