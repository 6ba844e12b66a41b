export const dynamic = 'force-dynamic'

/** Lets `/awaited` answer; says how many it held. */
export function GET() {
  const held = globalThis.awaited?.splice(0) ?? []
  held.forEach((resolve) => resolve())
  return Response.json(held.length)
}
