import { Suspense } from 'react'
import { Controls } from './controls.jsx'
import { Query } from './query.jsx'

/** Markup that depends on the query twice: once from the server's `searchParams`, once from `useSearchParams`. */
export async function Landing({ base, searchParams }) {
  const query = await searchParams
  return (
    <main>
      <h1>Landing</h1>
      <p id="plan">{query.plan}</p>
      <p id="server-query">{JSON.stringify(query)}</p>
      <Suspense fallback={<p>…</p>}>
        <Query />
      </Suspense>
      <Controls base={base} />
    </main>
  )
}
