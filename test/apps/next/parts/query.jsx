'use client'

import { useSearchParams } from 'next/navigation'

export function Query() {
  const query = useSearchParams()
  return <p id="query">{query.toString()}</p>
}
