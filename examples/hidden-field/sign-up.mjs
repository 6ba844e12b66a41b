import { createConversions } from '@introw/affiliate/server'

/** What your server does with the form, as a route handler: POST /sign-up. */
export async function POST(request, env) {
  const form = await request.formData().catch(() => undefined)
  // What is no form, or ends before its end.
  if (!form) return new Response(null, { status: 400 })
  const conversions = createConversions({ apiKey: env.INTROW_API_KEY, apiHost: env.INTROW_API_HOST })
  // A sign-up never fails for this: what Introw could not be told is logged, to be sent again.
  await conversions
    .record({ clickId: form.get('clickId'), email: form.get('email'), properties: { plan: 'trial' } })
    .catch((error) => console.error('Not recorded:', error))
  return new Response(null, { status: 303, headers: { Location: '/thanks.html' } })
}
