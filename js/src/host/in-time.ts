/** How long a file may take to load before it is asked for again. */
const most = 10_000;

/** What `promise` brings, or an error when that takes too long: downloads may hang without an end. */
export const inTime = <T>(promise: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${most / 1000} s`)), most);
    promise.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
