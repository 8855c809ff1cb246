// The level of Echo's API that we speak; the package's version.
export const version = '2.5.0';
