/** How long loading a file may take before it is retried, in milliseconds. */
const timeout = 10_000;

/** Rejects if `promise` takes too long: a download may hang forever. */
export const inTime = <T>(promise: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no answer within ${timeout / 1000} s`)),
      timeout,
    );
    promise.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
