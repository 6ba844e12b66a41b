import { useState } from 'react'
import { useLoaderData, useRevalidator } from 'react-router'
import { Landing, Layout, Other } from './parts.jsx'

function Root() {
  const { revalidate } = useRevalidator()
  const [refreshes, setRefreshes] = useState(0)

  async function refresh() {
    await revalidate()
    setRefreshes((count) => count + 1)
  }
  return (
    <>
      <p id="server-query">{useLoaderData()}</p>
      <Layout refresh={refresh} refreshes={refreshes} />
    </>
  )
}

export const routes = [
  {
    Component: Root,
    HydrateFallback: () => null,
    loader: ({ request }) => new URL(request.url).search,
    children: [
      { path: '/landing', Component: Landing },
      { path: '/other', Component: Other },
    ],
  },
]
