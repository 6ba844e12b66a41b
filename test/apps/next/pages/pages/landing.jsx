import { useRouter } from 'next/router'
import { PagesControls } from '../../parts/pages.jsx'

export default function Page({ plan }) {
  const { asPath, query } = useRouter()
  return (
    <main>
      <h1>Landing</h1>
      <p id="plan">{plan}</p>
      <p id="query">{JSON.stringify(query)}</p>
      <p id="click">{new URLSearchParams(asPath.split(/[?#]/)[1]).get('irw_id')}</p>
      <PagesControls />
    </main>
  )
}

export function getServerSideProps({ query }) {
  return { props: { plan: query.plan ?? '' } }
}
