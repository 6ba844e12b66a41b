import { useEffect, useState } from 'react'
import { Link, Outlet, useLocation } from 'react-router'

export function Layout({ refresh, refreshes }) {
  const [interactive, setInteractive] = useState(false)
  useEffect(() => setInteractive(true), [])
  return (
    <main>
      <Outlet />
      <nav>
        <Link id="to-landing" to="/landing?plan=free">
          Landing
        </Link>
        <Link id="to-other" to="/other">
          Other
        </Link>
        <button id="refresh" onClick={refresh}>
          Refresh
        </button>
        <output id="refreshes">{refreshes}</output>
        <output id="interactive">{String(interactive)}</output>
      </nav>
    </main>
  )
}

export function Landing() {
  const { search } = useLocation()
  return (
    <>
      <h1>Landing</h1>
      <p id="plan">{new URLSearchParams(search).get('plan')}</p>
      <p id="query">{search.slice(1)}</p>
    </>
  )
}

export function Other() {
  return <h1>Other</h1>
}
