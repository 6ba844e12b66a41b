export const REST: string
export function attribute(code: string, map: object): [source: string, bytes: number][]
