'use client'

import { init } from '@introw/affiliate'
import { useEffect } from 'react'

/** affiliate.js from npm. It finds the landing page's click also after a router has replaced the URL. */
export function AffiliateScript({ options }) {
  useEffect(() => void init(options), [options])
  return null
}
