import { readFile } from 'node:fs/promises'

export const dynamic = 'force-dynamic'

export async function GET() {
  const body = await readFile(/* turbopackIgnore: true */ process.env.RECORDER_JS)
  return new Response(body, { headers: { 'content-type': 'text/javascript', 'cache-control': 'no-store' } })
}
