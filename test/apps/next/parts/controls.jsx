'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'

export function Controls({ base }) {
  const router = useRouter()
  const [interactive, setInteractive] = useState(false)
  const [refreshes, setRefreshes] = useState(0)
  const [, startTransition] = useTransition()
  useEffect(() => setInteractive(true), [])

  /** The count is shown with what the server has sent anew, as both belong to one transition. */
  function refresh() {
    startTransition(() => {
      router.refresh()
      setRefreshes((count) => count + 1)
    })
  }
  return (
    <nav>
      <Link id="to-landing" href={`${base}/landing?plan=free`}>
        Landing
      </Link>
      <Link id="to-other" href={`${base}/other`}>
        Other
      </Link>
      <button id="refresh" onClick={refresh}>
        Refresh
      </button>
      <output id="refreshes">{refreshes}</output>
      <output id="interactive">{String(interactive)}</output>
    </nav>
  )
}
