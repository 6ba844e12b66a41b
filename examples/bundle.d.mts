/** Makes one module of an example's file and the packages that it imports. */
export function bundle(file: URL): Promise<string>
