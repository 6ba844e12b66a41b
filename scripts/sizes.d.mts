export interface Bytes {
  readonly raw: number
  readonly gzip: number
  readonly brotli: number
}
export function measureBytes(content: string | Uint8Array): Bytes
export function packServer(root: string, names?: string): Promise<string>
