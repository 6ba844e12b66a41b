import Link from 'next/link'
import { useRouter } from 'next/router'
import { useEffect, useState } from 'react'

export function PagesControls() {
  const router = useRouter()
  const [interactive, setInteractive] = useState(false)
  const [refreshes, setRefreshes] = useState(0)
  useEffect(() => setInteractive(true), [])

  /** The Pages Router has no `refresh`: replacing the route by itself is what is used in its stead. */
  async function refresh() {
    await router.replace(router.asPath)
    setRefreshes((count) => count + 1)
  }
  return (
    <nav>
      <Link id="to-landing" href="/pages/landing?plan=free">
        Landing
      </Link>
      <Link id="to-other" href="/pages/other">
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
