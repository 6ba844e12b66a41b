import { readFile } from 'node:fs/promises'
import { env } from '$env/dynamic/private'

export async function GET() {
  const body = await readFile(env.RECORDER_JS)
  return new Response(body, { headers: { 'content-type': 'text/javascript', 'cache-control': 'no-store' } })
}
