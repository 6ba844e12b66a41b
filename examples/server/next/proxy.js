import { captureClick } from '@introw/affiliate/server'
import { NextResponse } from 'next/server'

// Next.js up to 15 calls this file middleware.js and the function `middleware`.
export function proxy(request) {
  const response = NextResponse.next()
  // Behind a proxy that ends TLS add `trustProxy: true`, or the cookie lacks `Secure`.
  const domain = process.env.COOKIE_DOMAIN ?? 'shop.localhost'
  // A market that asks for no consent. Elsewhere your consent platform's cookie tells: ../consent.mjs.
  const cookie = captureClick(request, { domain, consent: true })
  if (cookie) {
    response.headers.append('Set-Cookie', cookie)
    // A cache would hand this visitor's click to everybody.
    response.headers.set('Cache-Control', 'private, no-store')
  }
  return response
}

export const config = {
  matcher: [
    {
      // Pages: nothing of Next.js's own, and no file.
      source: '/((?!_next/|.*\\.).*)',
      // Next.js takes these headers off a request before a proxy sees it, so captureClick cannot tell by them.
      missing: [
        { type: 'header', key: 'rsc' },
        { type: 'header', key: 'next-router-prefetch' },
      ],
    },
  ],
}
