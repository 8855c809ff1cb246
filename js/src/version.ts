// The package's version, which is that of the Echo API that it implements.
export const version = '2.5.0';
