'use client'

import { useSearchParams } from 'next/navigation'

export function Plan() {
  return <p id="plan">{useSearchParams().get('plan')}</p>
}
