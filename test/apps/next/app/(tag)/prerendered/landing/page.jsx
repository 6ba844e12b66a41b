import { Suspense } from 'react'
import { Controls } from '../../../../parts/controls.jsx'
import { Plan } from '../../../../parts/plan.jsx'

/** Rendered at build time: only the part below Suspense knows the query, and only in the browser. */
export default function Page() {
  return (
    <main>
      <h1>Landing</h1>
      <Suspense fallback={<p>…</p>}>
        <Plan />
      </Suspense>
      <Controls base="/prerendered" />
    </main>
  )
}
