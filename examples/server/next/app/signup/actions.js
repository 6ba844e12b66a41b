'use server'

import { createConversions, readClickId } from '@introw/affiliate/server'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'

const conversions = createConversions({
  apiKey: process.env.INTROW_API_KEY ?? 'sk_introw_demo',
  apiHost: process.env.INTROW_API_HOST ?? 'http://127.0.0.1:4001',
})

export async function signUp(form) {
  // The header itself: of two cookies of one name Next.js's `cookies()` gives the last, we and the snippet the first.
  const clickId = readClickId(await headers())
  // A sign-up never fails for this: what Introw could not be told is logged, to be sent again.
  await conversions
    .record({ clickId, email: form.get('email'), properties: { plan: 'trial' } })
    .catch((error) => console.error('Not recorded:', error))
  redirect('/thanks')
}
